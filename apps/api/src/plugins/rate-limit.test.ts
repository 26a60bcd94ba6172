import { Writable } from "node:stream";
import { expect, onTestFinished, test } from "vitest";
import {
  buildTestApp,
  createTestClock,
  createTestDatabase,
  type TestApp,
} from "../../test/build-test-app.ts";
import { openDatabase } from "../database/open-database.ts";

interface Call {
  url: string;
  method?: "GET" | "POST";
  remoteAddress?: string;
}

const call = (app: TestApp, { url, method = "POST", remoteAddress = "192.0.2.1" }: Call) =>
  app.inject({ method, url, remoteAddress, ...(method === "POST" && { payload: {} }) });

async function countUntilRefused(app: TestApp, request: Call, atMost = 2000): Promise<number> {
  for (let count = 0; count < atMost; count += 1) {
    if ((await call(app, request)).statusCode === 429) return count;
  }
  return atMost;
}

async function buildLimitedApp() {
  const clock = createTestClock();
  return { clock, app: await buildTestApp({ rateLimits: true }, { clock }) };
}

test.each([
  ["/api/token", 20],
  ["/api/register", 20],
  ["/api/setup", 20],
  ["/api/refresh-token", 120],
])("takes so many requests of an address to %s a minute: %i", async (url, limit) => {
  const { app, clock } = await buildLimitedApp();
  expect(await countUntilRefused(app, { url })).toBe(limit);
  expect((await call(app, { url, remoteAddress: "192.0.2.2" })).statusCode).not.toBe(429);
  clock.advanceSeconds(60);
  expect((await call(app, { url })).statusCode).not.toBe(429);
});

test("takes 1,200 requests of an address to everything else, unknown paths too", async () => {
  const { app } = await buildLimitedApp();
  expect(await countUntilRefused(app, { url: "/healthz", method: "GET" })).toBe(1200);
  expect((await call(app, { url: "/api/nothing", method: "GET" })).statusCode).toBe(429);
  expect((await call(app, { url: "/api/refresh-token" })).statusCode).not.toBe(429);
});

test("says what is left, and when it is all back", async () => {
  const { app, clock } = await buildLimitedApp();
  const first = await call(app, { url: "/api/refresh-token" });
  expect(first.headers).toMatchObject({
    "ratelimit-policy": '"refresh-token";q=120;w=60',
    ratelimit: '"refresh-token";r=119;t=60',
  });
  clock.advanceSeconds(13);
  await countUntilRefused(app, { url: "/api/refresh-token" });
  const refused = await call(app, { url: "/api/refresh-token" });
  expect(refused.headers).toMatchObject({
    ratelimit: '"refresh-token";r=0;t=47',
    "retry-after": "47",
    "content-type": "application/problem+json; charset=utf-8",
  });
  expect(refused.json()).toMatchObject({
    status: 429,
    code: "rate_limited",
    requestId: refused.headers["x-request-id"],
  });
});

test("refuses at /token in OAuth's form", async () => {
  const { app } = await buildLimitedApp();
  await countUntilRefused(app, { url: "/api/token" });
  const refused = await call(app, { url: "/api/token" });
  expect(refused.headers["cache-control"]).toBe("no-store");
  expect(refused.json()).toMatchObject({ error: "temporarily_unavailable", code: "rate_limited" });
});

test("one /64 of IPv6 is one address, and an IPv4 address is itself in either spelling", async () => {
  const { app } = await buildLimitedApp();
  const url = "/api/token";
  expect(await countUntilRefused(app, { url, remoteAddress: "2001:db8:0:1::1" })).toBe(20);
  expect((await call(app, { url, remoteAddress: "2001:db8:0:1:ffff::2" })).statusCode).toBe(429);
  expect((await call(app, { url, remoteAddress: "2001:db8:0:2::1" })).statusCode).not.toBe(429);
  expect(await countUntilRefused(app, { url, remoteAddress: "::ffff:192.0.2.7" })).toBe(20);
  expect((await call(app, { url, remoteAddress: "192.0.2.7" })).statusCode).toBe(429);
});

test("whoever goes on beyond his limit costs the database nothing", async () => {
  const databaseUrl = await createTestDatabase("sqlite");
  const clock = createTestClock();
  const app = await buildTestApp({ rateLimits: true, databaseUrl }, { clock });
  const database = await openDatabase(databaseUrl);
  onTestFinished(() => database.close());
  const countOf = async () =>
    (await database.read.selectFrom("address_windows").select("count").executeTakeFirst())?.count;
  for (let sent = 0; sent < 40; sent += 1) await call(app, { url: "/api/token" });
  expect(await countOf()).toBe(21);
  clock.advanceSeconds(60);
  await call(app, { url: "/api/token" });
  expect(await countOf()).toBe(1);
});

test.each(["sqlite", "postgres"] as const)(
  "an address's limits at guessing surfaces are shared by processes and outlive a restart, on %s",
  async (engine) => {
    const databaseUrl = await createTestDatabase(engine);
    const clock = createTestClock();
    const [one, other] = [
      await buildTestApp({ rateLimits: true, databaseUrl }, { clock }),
      await buildTestApp({ rateLimits: true, databaseUrl }, { clock }),
    ];
    await countUntilRefused(one, { url: "/api/token" });
    expect((await call(other, { url: "/api/token" })).statusCode).toBe(429);
    await Promise.all([one.close(), other.close()]);
    const restarted = await buildTestApp({ rateLimits: true, databaseUrl }, { clock });
    expect((await call(restarted, { url: "/api/token" })).statusCode).toBe(429);
  },
);

test.each(["info", "error", "silent"])("says at LOG_LEVEL=%s that there are no limits", async (level) => {
  const lines: string[] = [];
  const stream = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });
  await buildTestApp({ rateLimits: false }, { logger: { level, stream } });
  expect(lines.filter((line) => line.includes("RATE_LIMITS is off"))).toHaveLength(1);
});
