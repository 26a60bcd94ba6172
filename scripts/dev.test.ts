import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";

import { repositoryRoot } from "./repository-root.ts";

let folder: string;
let dev: ChildProcess | undefined;
let printed: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "gatehouse-dev-"));
});
afterEach(async () => {
  if (dev && dev.exitCode === null) {
    dev.kill("SIGKILL");
    await once(dev, "exit");
  }
  await rm(folder, { recursive: true, force: true });
});

function startDev(environment: Record<string, string>): ChildProcess {
  const database = `file:${join(folder, "gatehouse.db")}`;
  const env = { ...process.env, DATABASE_URL: database, PORT: "0", ...environment };
  printed = "";
  dev = spawn(process.execPath, [join(repositoryRoot, "scripts/dev.ts")], {
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  for (const stream of [dev.stdout, dev.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => {
      printed += text;
    });
  }
  return dev;
}

async function untilReady(child: ChildProcess): Promise<string> {
  return await new Promise((resolve, reject) => {
    child.stdout?.on("data", () => {
      const [, adminUrl] = /Gatehouse is ready: +(\S+)/.exec(printed) ?? [];
      if (adminUrl && printed.includes("Ctrl-C ends both")) resolve(adminUrl);
    });
    child.once("exit", () => reject(new Error(printed)));
  });
}

test("serves admin and API on one origin with demo data, and ends without a trace", async () => {
  const child = startDev({});
  const ended = once(child, "exit");
  const adminUrl = await untilReady(child);

  expect(printed).toContain("clerk@gatehouse.test");
  const page = await fetch(adminUrl, { headers: { accept: "text/html" } });
  expect(await page.text()).toContain('<div id="root">');
  const options = await fetch(`${adminUrl}/api/sign-in-options`);
  expect(await options.json()).toMatchObject({ registration: "open" });

  // Bulk actions name up to 1,000 ids in the query. Only the lack of a token may be wrong with this one.
  const longUrl = `${adminUrl}/api/invoices?filter=${"x".repeat(63 * 1024)}`;
  expect((await fetch(longUrl)).status).toBe(401);

  child.kill("SIGINT");
  expect(await ended).toEqual([0, null]);
  await expect(fetch(adminUrl)).rejects.toThrow("fetch failed");
});

test("names the API's port when something else listens there", async () => {
  const other = createServer().listen(0, "127.0.0.1");
  await once(other, "listening");
  const { port } = other.address() as AddressInfo;
  const child = startDev({ PORT: String(port) });
  const [status] = (await once(child, "close")) as [number];
  other.close();
  expect(status).toBe(1);
  expect(printed).toContain(`Port ${port} on 127.0.0.1 is in use`);
});

test("names every bad variable and starts nothing", async () => {
  const child = startDev({ LOG_LEVEL: "loud", REFRESH_LEEWAY: "-1" });
  const [status] = (await once(child, "close")) as [number];
  expect(status).toBe(1);
  expect(printed).toContain("LOG_LEVEL");
  expect(printed).toContain("REFRESH_LEEWAY");
});
