import { once } from "node:events";
import { createServer } from "node:net";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import { createTestInstallation, startProgram } from "../test/run-program.ts";

const timeout = 60_000;

/** What a server that can't start says, and its exit status. */
async function failToStart(environment: Record<string, string>) {
  const server = startProgram("server", createTestInstallation(environment));
  server.stdin.end();
  server.stdout.resume();
  const [stderr, [status]] = await Promise.all([
    text(server.stderr),
    once(server, "exit") as Promise<[number]>,
  ]);
  return { status, stderr };
}

test("names all bad variables in one message and ends with status 1", { timeout }, async () => {
  const { status, stderr } = await failToStart({ PORT: "many", LOG_LEVEL: "loud", TRUST_PROXY: "999.1.1.1" });
  expect(status).toBe(1);
  expect(stderr.split("\n")).toEqual([
    "The configuration is not valid:",
    "  PORT accepted: a whole number from 0 to 65535",
    expect.stringMatching(/^ {2}TRUST_PROXY accepted: /),
    expect.stringMatching(/^ {2}LOG_LEVEL accepted: /),
    "",
  ]);
});

test("names a host that is no address of this machine", { timeout }, async () => {
  expect(await failToStart({ HOST: "192.0.2.1" })).toEqual({
    status: 1,
    stderr: "HOST 192.0.2.1 is no address of this machine.\n",
  });
  expect(await failToStart({ HOST: "999.1.1.1" })).toEqual({
    status: 1,
    stderr: "HOST 999.1.1.1 is no address of this machine.\n",
  });
});

test("names a port that is taken", { timeout }, async () => {
  const other = createServer().listen(0, "127.0.0.1");
  await once(other, "listening");
  const address = other.address();
  const port = typeof address === "object" && address ? String(address.port) : "";
  const { status, stderr } = await failToStart({ PORT: port });
  other.close();
  expect(status).toBe(1);
  expect(stderr).toBe(`PORT ${port} on 127.0.0.1 is in use already. Choose another PORT.\n`);
});
