import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";

import { findFreePort, isPortFree, takeAnyPort } from "./ports.ts";

const host = "127.0.0.1";
const server = createServer();
let takenPort: number;
beforeEach(async () => {
  await once(server.listen(0, host), "listening");
  takenPort = (server.address() as AddressInfo).port;
});
afterEach(() => server.close());

test("tells a taken port from a free one", async () => {
  expect(await isPortFree(host, takenPort)).toBe(false);
  expect(await isPortFree(host, await takeAnyPort(host))).toBe(true);
});

test("goes up from a taken port to a free one", async () => {
  const port = await findFreePort(host, takenPort);
  expect(port).toBeGreaterThan(takenPort);
  expect(await isPortFree(host, port)).toBe(true);
});

test("names an address that this machine does not have", async () => {
  await expect(isPortFree("192.0.2.1", 3000)).rejects.toThrow("EADDRNOTAVAIL");
});
