import {
  createServer,
  request as forwardRequest,
  type IncomingMessage,
  type ServerResponse,
} from "node:http";
import { connect, type AddressInfo, type Socket } from "node:net";
import { buffer } from "node:stream/consumers";
import { until } from "./until.ts";

/** A request as it arrived from the browser. */
export interface Call {
  method: string;
  path: string;
  headers: IncomingMessage["headers"];
  body: Buffer;
  isOver: boolean;
  /** The status that went back; missing while under way, and where nothing went back. */
  status?: number;
}

export interface Answer {
  status: number;
  headers?: Record<string, string | string[]>;
  body?: string | Buffer;
}

/** What to do with a call: answer it, or cut the connection. `forward` asks the server, as often as it is called. */
export type Treatment = (
  forward: () => Promise<Answer>,
  call: Call,
) => Promise<Answer | "cut"> | Answer | "cut";

/** `POST /api/token`, `/api/me` by any method, `/api/` and all below it, or what a path must look like. */
export type Route = string | RegExp;

/** A rule in force until it is lifted. */
export interface Rule {
  lift(): void;
}

/** A call that waits at the proxy until it is let go. */
export interface HeldCalls extends Rule {
  /** Settles when the first call has arrived. */
  arrived: Promise<void>;
  /** How many wait. */
  count(): number;
}

/** The wire between browser and server, in the hands of the test. */
export interface OwnProxy {
  origin: string;
  calls: Call[];
  /** The calls so far to a route. */
  callsTo(route: Route): Call[];
  treat(route: Route, treatment: Treatment): Rule;
  /** Holds calls before they reach the server, or (`answers`) what the server answered. */
  hold(route: Route, what?: "requests" | "answers"): HeldCalls;
  /** Every connection is cut until the rule is lifted. */
  cut(route?: Route): Rule;
  forwardTo(origin: string): void;
  /** Settles once no call is under way. */
  quiet(): Promise<void>;
  /** Forgets all calls and rules. */
  reset(): void;
  close(): Promise<void>;
}

interface RuleInForce {
  route: Route;
  treatment: Treatment;
}

/** Listens on a free port of localhost; `forwardTo` says where the calls go. */
export async function startOwnProxy(): Promise<OwnProxy> {
  const calls: Call[] = [];
  const rules = new Set<RuleInForce>();
  let target = "";
  const server = createServer((incoming, outgoing) => {
    void handle(incoming, outgoing);
  });
  const tunnels = new Set<Socket>();
  server.on("upgrade", (request, socket: Socket, head) => {
    tunnels.add(socket);
    socket.once("close", () => tunnels.delete(socket));
    tunnel(target, request, socket, head);
  });
  server.listen(0, "localhost");
  await new Promise((resolve) => server.once("listening", resolve));

  async function handle(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const { method = "GET", url = "/", headers } = incoming;
    const call: Call = { method, path: url, headers, body: await buffer(incoming), isOver: false };
    calls.push(call);
    const forward = () => forwardCall(target, call);
    const rule = [...rules].findLast(({ route }) => matches(call, route));
    const answer = await (rule ? rule.treatment(forward, call) : forward().catch(() => "cut" as const));
    call.isOver = true;
    if (answer === "cut") return void incoming.socket.destroy();
    call.status = answer.status;
    outgoing.writeHead(answer.status, answer.headers).end(answer.body);
  }

  const treat = (route: Route, treatment: Treatment): Rule => {
    const rule = { route, treatment };
    rules.add(rule);
    return { lift: () => void rules.delete(rule) };
  };

  return {
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    calls,
    callsTo: (route) => calls.filter((call) => matches(call, route)),
    treat,
    hold: (route, what = "requests") => hold(treat, route, what),
    cut: (route = "/") => treat(route, () => "cut"),
    forwardTo: (origin) => (target = origin),
    quiet: () => until(() => calls.every(({ isOver }) => isOver)),
    reset: () => {
      calls.length = 0;
      rules.clear();
    },
    close: async () => {
      server.closeAllConnections();
      for (const socket of tunnels) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function hold(treat: OwnProxy["treat"], route: Route, what: "requests" | "answers"): HeldCalls {
  const gate = Promise.withResolvers<void>();
  const arrival = Promise.withResolvers<void>();
  let waiting = 0;
  const rule = treat(route, async (forward) => {
    const answer = what === "answers" ? await forward() : undefined;
    waiting += 1;
    arrival.resolve();
    await gate.promise;
    return answer ?? (await forward());
  });
  const lift = () => {
    rule.lift();
    gate.resolve();
  };
  return { arrived: arrival.promise, count: () => waiting, lift };
}

function matches(call: Call, route: Route): boolean {
  if (route instanceof RegExp) return route.test(call.path);
  const [path = "", method] = route.split(" ").toReversed();
  if (method !== undefined && method !== call.method) return false;
  const { pathname } = new URL(call.path, "http://localhost");
  return path.endsWith("/") ? pathname.startsWith(path) : pathname === path;
}

/** WebSockets, which only the development server has, are no calls: they go through as they are. */
function tunnel(
  target: string,
  { method, url, rawHeaders }: IncomingMessage,
  socket: Socket,
  head: Buffer,
): void {
  const { hostname, port } = new URL(target);
  const lines = Array.from({ length: rawHeaders.length / 2 }, (_, index) =>
    rawHeaders.slice(2 * index, 2 * index + 2).join(": "),
  );
  const onward = connect(Number(port), hostname, () => {
    onward.write([`${method} ${url} HTTP/1.1`, ...lines, "", ""].join("\r\n"));
    onward.write(head);
    socket.pipe(onward).pipe(socket);
  });
  // An error is followed by a close; one half must not outlive the other.
  for (const half of [onward, socket]) half.on("error", () => half.destroy());
  onward.once("close", () => socket.destroy());
  socket.once("close", () => onward.destroy());
}

/** Headers as the browser sent them, Host too: the server compares it with the Origin. */
function forwardCall(target: string, call: Call): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { method, path, headers, body } = call;
    const request = forwardRequest(
      target + path,
      { method, headers: { ...headers, connection: "close" } },
      (response) => {
        buffer(response).then(
          (body) => resolve({ status: response.statusCode ?? 502, headers: endToEnd(response), body }),
          reject,
        );
      },
    );
    request.on("error", reject);
    request.end(body);
  });
}

function endToEnd(response: IncomingMessage): Record<string, string | string[]> {
  const hopByHop = new Set(["connection", "keep-alive", "transfer-encoding", "content-length"]);
  const kept = Object.entries(response.headers).filter(([name]) => !hopByHop.has(name));
  return Object.fromEntries(kept) as Record<string, string | string[]>;
}
