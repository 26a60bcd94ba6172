import { connect, type Socket } from "node:net";

/** What one connection sends next, given the answer to what it sent before (undefined at first). */
export type NextRequest = (previous: string | undefined, connection: number) => string;

export interface LoadOptions {
  origin: string;
  connections: number;
  durationMs: number;
  next: NextRequest;
}

export interface LoadResult {
  requestsPerSecond: number;
  p50Ms: number;
  p99Ms: number;
  /** Answers that were not 2xx. */
  refused: number;
}

/** Answers are told apart by their Content-Length; every server measured here sends one. */
const headEnd = "\r\n\r\n";
const lengthPattern = /\r\ncontent-length: (\d+)/i;

/** An HTTP/1.1 request in the bytes that go over the wire. */
export function rawRequest(
  method: string,
  path: string,
  headers: Record<string, string>,
  body?: string,
): string {
  const all = {
    host: "localhost",
    ...headers,
    ...(body && { "content-length": String(Buffer.byteLength(body)) }),
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  return `${method} ${path} HTTP/1.1\r\n${lines.join("\r\n")}${headEnd}${body ?? ""}`;
}

/**
 * Keeps each connection busy with one request at a time. It does nothing else with an answer than to measure it, so
 * that the generator is no slower than the fastest server; latencies are in fractions of a millisecond.
 */
export async function runLoad({ origin, connections, durationMs, next }: LoadOptions): Promise<LoadResult> {
  const { hostname, port } = new URL(origin);
  const latencies: number[] = [];
  let refused = 0;
  const until = performance.now() + durationMs;
  const startedAt = performance.now();
  await Promise.all(
    Array.from({ length: connections }, async (_, index) => {
      const socket = connect({ host: hostname, port: Number(port), noDelay: true });
      await drive(socket, index, until, next, (ms, isSuccess) => {
        latencies.push(ms);
        if (!isSuccess) refused += 1;
      });
    }),
  );
  const seconds = (performance.now() - startedAt) / 1000;
  const sorted = Float64Array.from(latencies).toSorted();
  return {
    requestsPerSecond: latencies.length / seconds,
    p50Ms: quantile(sorted, 0.5),
    p99Ms: quantile(sorted, 0.99),
    refused,
  };
}

const quantile = (sorted: Float64Array, q: number) => sorted[Math.floor(sorted.length * q)] ?? NaN;

function drive(
  socket: Socket,
  index: number,
  until: number,
  next: NextRequest,
  onAnswer: (ms: number, isSuccess: boolean) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    let received = "";
    let sentAt = 0;
    const send = (previous: string | undefined) => {
      if (performance.now() >= until) return socket.end();
      sentAt = performance.now();
      socket.write(next(previous, index));
    };
    socket.setEncoding("latin1");
    socket.once("connect", () => send(undefined));
    socket.on("error", reject);
    socket.on("close", () => resolve());
    socket.on("data", (chunk: string) => {
      received += chunk;
      const head = received.indexOf(headEnd);
      if (head < 0) return;
      const length = Number(lengthPattern.exec(received)?.[1] ?? 0);
      if (received.length < head + headEnd.length + length) return;
      const answer = received;
      received = "";
      onAnswer(performance.now() - sentAt, answer.startsWith("HTTP/1.1 2"));
      send(answer);
    });
  });
}

/** The `name=value` of an answer's Set-Cookie, if it sets that cookie. */
export const cookieOf = (answer: string, name: string): string | undefined =>
  new RegExp(`\\r\\nset-cookie: (${name}=[^;]+)`, "i").exec(answer)?.[1];
