import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** A cable to a database that can be pulled: `stall` lets nothing through, `cut` ends every connection. */
export interface TcpProxy {
  /** The database's URL by way of the proxy. */
  url: string;
  /** Bytes vanish in both directions, and connections stay open as if nothing had happened. */
  stall(): void;
  /** Connections end, and new ones end at once. */
  cut(): void;
  /** New connections get through; those from before stay dead. */
  heal(): void;
  close(): Promise<void>;
}

export async function startTcpProxy(databaseUrl: string): Promise<TcpProxy> {
  const target = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  let state: "open" | "stalled" | "cut" = "open";

  const link = (from: Socket, to: Socket) => {
    sockets.add(from);
    from.on("data", (bytes) => state === "open" && to.write(bytes));
    from.on("error", () => to.destroy());
    from.on("close", () => {
      sockets.delete(from);
      to.destroy();
    });
  };
  const server = createServer((near) => {
    if (state === "cut") return void near.destroy();
    const far = connect(Number(target.port), target.hostname);
    link(near, far);
    link(far, near);
  });
  const endAll = () => {
    for (const socket of sockets) socket.destroy();
  };
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = new URL(databaseUrl);
  url.port = String((server.address() as AddressInfo).port);
  url.hostname = "127.0.0.1";
  return {
    url: url.href,
    stall: () => void (state = "stalled"),
    cut() {
      state = "cut";
      endAll();
    },
    heal() {
      endAll();
      state = "open";
    },
    async close() {
      endAll();
      server.close();
      await once(server, "close");
    },
  };
}
