import { once } from "node:events";
import { join } from "node:path";

import { repositoryRoot } from "../repository-root.ts";
import { startNode } from "./processes.ts";

/** Runs an operator's command in this environment; rejects when it is refused, its reason being on stderr. */
export async function runCli(...args: string[]): Promise<void> {
  const cli = startNode([join(repositoryRoot, "apps/api/src/cli.ts"), ...args], {
    stdio: ["ignore", "inherit", "inherit"],
  });
  const [status] = (await once(cli, "exit")) as [number | null];
  if (status !== 0) throw new Error(`\`gatehouse ${args.join(" ")}\` failed.`);
}
