import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";

/** True when nothing listens on this port of this address, so that a server may. */
export async function isPortFree(host: string, port: number): Promise<boolean> {
  const taken = await listenOnce(host, port);
  return taken !== undefined;
}

/** The first free port from `first` up. */
export async function findFreePort(host: string, first: number): Promise<number> {
  for (let port = first; port < first + 100; port += 1) {
    if (await isPortFree(host, port)) return port;
  }
  throw new Error(`No port from ${first} to ${first + 99} is free on ${host}.`);
}

/** A free port of the system's choice. */
export async function takeAnyPort(host: string): Promise<number> {
  const port = await listenOnce(host, 0);
  if (port === undefined) throw new Error(`No port is free on ${host}.`);
  return port;
}

async function listenOnce(host: string, port: number): Promise<number | undefined> {
  const server = createServer();
  try {
    await once(server.listen(port, host), "listening");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EADDRINUSE") return undefined;
    throw error;
  }
  const address = server.address() as AddressInfo;
  await once(server.close(), "close");
  return address.port;
}
