import { setImmediate } from "node:timers/promises";
import type { JarClient } from "./jar-client.ts";
import type { ServerProcess } from "./server-process.ts";

export interface HonestReport {
  refreshes: number;
  lost: number;
  /** Answers that would sign a browser out. */
  refusals: string[];
  /** Every refresh token by its generation. */
  handedOut: Map<number, Set<string>>;
}

/** Refreshes one call after the other, on whichever server, until told to stop; an answer that never comes is lost. */
export async function refreshHonestly(
  client: JarClient,
  servers: readonly ServerProcess[],
  pickServer: () => number,
  isOver: () => boolean,
): Promise<HonestReport> {
  const report: HonestReport = { refreshes: 0, lost: 0, refusals: [], handedOut: new Map() };
  while (!isOver()) {
    const url = servers[pickServer() % servers.length]?.url ?? "";
    try {
      const { status, code, setCookie } = await client.refresh(url);
      if (status === 401) report.refusals.push(code ?? "");
      if (status === 200) report.refreshes += 1;
      if (setCookie) {
        const tokens = report.handedOut.get(client.generation) ?? new Set();
        report.handedOut.set(client.generation, tokens.add(setCookie));
      }
    } catch {
      report.lost += 1;
      await setImmediate();
    }
  }
  return report;
}

/** Generations of which two different tokens were handed out: there must never be one. */
export const listBranches = ({ handedOut }: HonestReport): number[] =>
  [...handedOut].filter(([, tokens]) => tokens.size > 1).map(([generation]) => generation);
