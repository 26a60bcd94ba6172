import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { promisify } from "node:util";
import { expect, onTestFinished, test } from "vitest";
import { buildTestApp, type TestApp } from "../test/build-test-app.ts";
import { sendRaw } from "../test/raw-request.ts";

const mebibyte = 1024 * 1024;

async function listen(app: TestApp): Promise<number> {
  await app.listen({ port: 0, host: "127.0.0.1" });
  const [address] = app.addresses();
  return typeof address === "object" ? address.port : 0;
}

async function expectWell(app: TestApp) {
  expect((await app.inject("/readyz")).json()).toEqual({ status: "ok" });
}

const post = (path: string, body: string | Buffer, headers: Record<string, string> = {}) => {
  const lines = Object.entries({
    host: "localhost",
    connection: "close",
    "content-type": "application/json",
    "content-length": String(Buffer.byteLength(body)),
    ...headers,
  }).flatMap(([name, value]) => (value === "" ? [] : [`${name}: ${value}`]));
  return Buffer.concat([
    Buffer.from([`POST ${path} HTTP/1.1`, ...lines, "", ""].join("\r\n")),
    Buffer.from(body),
  ]);
};

const get = (path: string, ...headers: string[]) =>
  [`GET ${path} HTTP/1.1`, "host: localhost", "connection: close", ...headers, "", ""].join("\r\n");

const chunked = { "content-length": "", "transfer-encoding": "chunked" };

const register = (fields: string) => post("/api/register", fields);
const invalidUtf8 = Buffer.concat([
  Buffer.from('{"email":"'),
  Buffer.from([0xc3, 0x28, 0xff]),
  Buffer.from('"}'),
]);

/** What is sent, the status and the code that must come back. */
const attacks: [string, string | Buffer, number, string][] = [
  ["a body of 2 MiB", register(`"${"x".repeat(2 * mebibyte)}"`), 413, "payload_too_large"],
  [
    "a body announced with 2 GiB",
    post("/api/register", "{}", { "content-length": "2147483648" }),
    413,
    "payload_too_large",
  ],
  [
    "a flood of headers",
    get("/api/me", ...Array.from({ length: 3000 }, (_, i) => `x-${i}: ${"y".repeat(60)}`)),
    431,
    "headers_too_large",
  ],
  [
    "a header of 200 KiB",
    get("/api/me", `cookie: gatehouse=${"y".repeat(200_000)}`),
    431,
    "headers_too_large",
  ],
  ["JSON nested 100,000 deep", register("[".repeat(100_000)), 400, "invalid_json"],
  [
    "closed JSON nested 100,000 deep",
    register(`${"[".repeat(100_000)}${"]".repeat(100_000)}`),
    400,
    "validation_failed",
  ],
  ["a __proto__ key", register('{"__proto__":{"role":"admin"}}'), 400, "invalid_json"],
  [
    "a constructor.prototype key",
    register('{"constructor":{"prototype":{"role":"admin"}}}'),
    400,
    "invalid_json",
  ],
  ["broken UTF-8", register(invalidUtf8.toString("latin1")), 400, "validation_failed"],
  ["bytes that are no UTF-8", post("/api/register", invalidUtf8), 400, "invalid_json"],
  ["text with NUL", register('{"email":"a\\u0000@example.com"}'), 400, "invalid_json"],
  ["half a character", register('{"email":"\\ud83d"}'), 400, "invalid_json"],
  [
    "NUL nested 100,000 deep",
    register(`${"[".repeat(100_000)}"\\u0000"${"]".repeat(100_000)}`),
    400,
    "invalid_json",
  ],
  ["a NUL in the path", get("/api/\0"), 400, "invalid_request"],
  ["a broken percent encoding", get("/api/%zz"), 400, "invalid_request"],
  ["a percent encoding of no UTF-8", get("/api/invoices/%ff%fe"), 400, "invalid_request"],
  ["an unknown method", "BREW /api/me HTTP/1.1\r\nhost: localhost\r\n\r\n", 400, "invalid_request"],
  ["no HTTP at all", "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", 400, "invalid_request"],
  ["no Host", "GET /api/me HTTP/1.1\r\nconnection: close\r\n\r\n", 400, "invalid_request"],
  ["two Hosts", get("/api/me", "host: elsewhere.example"), 400, "invalid_request"],
  ["a tunnel", "CONNECT elsewhere.example:443 HTTP/1.1\r\nhost: localhost\r\n\r\n", 400, "invalid_request"],
  ["two tokens", get("/api/me", "authorization: Bearer a", "authorization: Bearer b"), 401, "token_invalid"],
  ["an expectation nobody knows", get("/api/me", "expect: the-best"), 401, "token_missing"],
  ["two lengths", post("/api/register", "{}", { "Content-Length ": "3" }), 400, "invalid_request"],
  [
    "a length beside chunks",
    post("/api/register", "0\r\n\r\n", { "transfer-encoding": "chunked" }),
    400,
    "invalid_request",
  ],
  [
    "an encoding over the chunks that is none",
    post("/api/register", "0\r\n\r\n", { "transfer-encoding": "xchunked" }),
    400,
    "invalid_request",
  ],
  ["chunks without a CR", post("/api/register", "2\n{}\n0\n\n", chunked), 400, "invalid_request"],
  [
    "a chunk with a name of 20 KiB",
    post("/api/register", `2;${"x".repeat(20_000)}\r\n{}\r\n0\r\n\r\n`, chunked),
    400,
    "invalid_request",
  ],
  ["a header folded over two lines", get("/api/me", "x-a: b", " c: d"), 400, "invalid_request"],
  [
    "XML",
    post("/api/register", "<a/>", { "content-type": "application/xml" }),
    415,
    "unsupported_media_type",
  ],
];

test.each(attacks)("refuses %s, logs it and goes on", async (_name, bytes, status, code) => {
  const lines: string[] = [];
  const stream = { write: (line: string) => void lines.push(line) };
  const app = await buildTestApp({}, { logger: { level: "info", stream } });
  const answer = await sendRaw(await listen(app), bytes);
  expect(answer.status).toBe(status);
  expect(answer.head).toContain("application/problem+json");
  expect(answer.head).toContain("cache-control: no-store");
  expect(answer.head).toContain("x-content-type-options: nosniff");
  const requestId = /x-request-id: (\S+)/i.exec(answer.head)?.[1];
  expect(JSON.parse(answer.body)).toMatchObject({ status, code, requestId });
  const line = () => lines.find((each) => each.includes(`"requestId":"${requestId}"`)) ?? "{}";
  await expect.poll(() => JSON.parse(line()) as object).toMatchObject({ status, address: "127.0.0.1" });
  await expectWell(app);
});

test("tells some of a hundred thousand mistakes, not all", async () => {
  const app = await buildTestApp();
  const mistakes = Array.from({ length: 80_000 }, (_, index) => [`k${index}`, 1]);
  const payload = Object.fromEntries(mistakes) as Record<string, number>;
  const answer = await app.inject({ method: "POST", url: "/api/register", payload });
  expect(answer.json()).toMatchObject({
    code: "validation_failed",
    detail: expect.stringMatching(/; and \d+ more$/) as string,
  });
  expect(answer.body.length).toBeLessThan(10_000);
});

const slowRequests = {
  "its headers one byte at a time": ["GET /api/me HTTP/1.1\r\nhost: localhost\r\nx-", "y"],
  "its body one byte at a time": [
    post("/api/register", '{"email":"', { "content-length": String(mebibyte) }),
    "y",
  ],
  "no body after its headers": [post("/api/register", "", { "content-length": String(mebibyte) }), ""],
} as const;

test("cuts off whoever takes too long to send a request, and serves others meanwhile", async () => {
  const app = await buildTestApp({}, { requestTimeoutMs: 400 });
  const port = await listen(app);
  const cutOff = Object.entries(slowRequests).map(async ([name, [start, drop]]) => {
    // It never ends its own side, so that the connection is over only when the server says so.
    const socket = connect({ port, host: "127.0.0.1", allowHalfOpen: true }).on("error", () => undefined);
    onTestFinished(() => void socket.destroy());
    const answer = text(socket).catch(() => "");
    socket.write(start);
    while (!socket.readableEnded && !socket.destroyed) {
      expect((await sendRaw(port, get("/readyz"))).status).toBe(200);
      if (socket.writable) socket.write(drop);
    }
    return { name, answer: (await answer).split("\r\n")[0] };
  });
  const refusal = "HTTP/1.1 408 Request Timeout";
  expect(await Promise.all(cutOff)).toEqual(
    Object.keys(slowRequests).map((name) => ({ name, answer: refusal })),
  );
  const countConnections = promisify(app.server.getConnections.bind(app.server));
  await expect.poll(() => countConnections(), { timeout: 5000 }).toBe(0);
});

test("a prototype can't be changed by a query or a form either", async () => {
  const app = await buildTestApp();
  const form = await app.inject({
    method: "POST",
    url: "/api/token?__proto__[role]=admin",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    payload: "__proto__[role]=admin&constructor[prototype][role]=admin&username=a&password=b",
  });
  expect(form.statusCode).toBe(400);
  expect(({} as Record<string, unknown>)["role"]).toBeUndefined();
});

test.each(["username=a%00&password=b", "username=a&password=%00"])(
  "refuses NUL in a form (%s)",
  async (payload) => {
    const app = await buildTestApp();
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    const answer = await app.inject({ method: "POST", url: "/api/token", headers, payload });
    expect(answer.json()).toMatchObject({ error: "invalid_request", code: "invalid_request" });
  },
);

test("takes forms where OAuth speaks in forms only", async () => {
  const app = await buildTestApp();
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  const registration = await app.inject({
    method: "POST",
    url: "/api/register",
    headers,
    payload: "email=a",
  });
  expect(registration.statusCode).toBe(415);
  const token = await app.inject({
    method: "POST",
    url: "/api/token",
    headers,
    payload: "username=a&password=b",
  });
  expect(token.json()).toMatchObject({ error: "invalid_grant" });
});
