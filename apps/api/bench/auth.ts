import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { account, registerAccount, signIn, signUpToBetterAuth } from "./accounts.ts";
import { cookieOf, type NextRequest, rawRequest, runLoad } from "./load.ts";
import { type Measured, measureAlternating, median, type Scenario } from "./measure.ts";
import type { Report } from "./report.ts";
import { type ServerProcess, startServer } from "./server-process.ts";
import { type Cluster, startCluster } from "../test/postgres/cluster.ts";

const rounds = 5;
const durationMs = 2000;
const stormClients = 16;
/** Sign-ins are so few a second that V8 compiles their code only after some thousands of them. */
const signInWarmUpMs = 20_000;
const connectionCounts = [10, 50];
const maxConnections = 50;

interface Servers {
  bare: ServerProcess;
  gatehouse: ServerProcess;
  /** The same on PostgreSQL, beside. */
  onPostgres: ServerProcess;
  betterAuth: ServerProcess;
  betterAuthRenewing: ServerProcess;
}

/** Measures sign-in, refresh and guarded reads beside bare Fastify, raw argon2id and better-auth, all in one run. */
export async function benchAuth(): Promise<Report> {
  const folder = mkdtempSync(join(tmpdir(), "gatehouse-bench-"));
  const cluster = await startCluster({ syncs: true });
  const servers = await startServers(folder, cluster);
  try {
    await registerAccount(servers.gatehouse.origin);
    await registerAccount(servers.onPostgres.origin);
    const scenarios = await createScenarios(servers);
    const report: Report = { title: "auth", rows: [] };
    for (const connections of connectionCounts) {
      const measured = await measureAlternating(scenarios, { connections, rounds, durationMs });
      report.rows.push(...ratiosOf(measured, connections));
    }
    report.rows.push(await compareSignIn(servers.gatehouse));
    report.rows.push(...(await compareStorm(servers.gatehouse)));
    return report;
  } finally {
    await Promise.all(Object.values(servers).map((server: ServerProcess) => server.stop()));
    await cluster.stop();
    rmSync(folder, { recursive: true });
  }
}

async function startServers(folder: string, cluster: Cluster): Promise<Servers> {
  // Each refresh rotates.
  const quiet = { RATE_LIMITS: "off", LOG_LEVEL: "warn", REGISTRATION: "open", REFRESH_LEEWAY: "0" };
  return {
    bare: await startServer("servers/bare.ts", {}),
    gatehouse: await startServer("servers/gatehouse.ts", {
      ...quiet,
      DATABASE_URL: `file:${join(folder, "gatehouse.db")}`,
    }),
    onPostgres: await startServer("servers/gatehouse.ts", {
      ...quiet,
      DATABASE_URL: cluster.url,
      REFRESH_KEY: randomBytes(32).toString("base64"),
    }),
    betterAuth: await startServer("servers/better-auth.ts", { BENCH_DATABASE: join(folder, "a.db") }),
    betterAuthRenewing: await startServer("servers/better-auth.ts", {
      BENCH_DATABASE: join(folder, "b.db"),
      BENCH_UPDATE_AGE: "0",
    }),
  };
}

const get = (path: string, headers: Record<string, string>): NextRequest => {
  const request = rawRequest("GET", path, headers);
  return () => request;
};

async function createScenarios(servers: Servers): Promise<Scenario[]> {
  const { bare, gatehouse, onPostgres, betterAuth, betterAuthRenewing } = servers;
  const { bearer } = await signIn(gatehouse.origin);
  const authorization = { authorization: `Bearer ${bearer}` };
  const readSession = "/api/auth/get-session";
  return [
    { name: "bare Fastify", server: bare, next: get("/hello", {}) },
    { name: "guarded route, claims only", server: gatehouse, next: get("/api/bench/claims", authorization) },
    { name: "GET /api/me", server: gatehouse, next: get("/api/me", authorization) },
    { name: "POST /api/refresh-token", server: gatehouse, next: await createRefreshing(gatehouse.origin) },
    {
      name: "GET /api/me, on PostgreSQL",
      server: onPostgres,
      next: get("/api/me", { authorization: `Bearer ${(await signIn(onPostgres.origin)).bearer}` }),
    },
    {
      name: "POST /api/refresh-token, on PostgreSQL",
      server: onPostgres,
      next: await createRefreshing(onPostgres.origin),
    },
    {
      name: "better-auth get-session",
      server: betterAuth,
      next: get(readSession, { cookie: await signUpToBetterAuth(betterAuth.origin) }),
    },
    {
      name: "better-auth get-session, renewing",
      server: betterAuthRenewing,
      next: get(readSession, { cookie: await signUpToBetterAuth(betterAuthRenewing.origin) }),
    },
  ];
}

/** Each connection is a browser of its own: it sends the cookie that its last answer set. */
async function createRefreshing(origin: string): Promise<NextRequest> {
  const sessions = await Promise.all(Array.from({ length: maxConnections }, () => signIn(origin)));
  const jars = sessions.map((session) => session.cookie);
  return (previous, connection) => {
    const cookie = previous === undefined ? undefined : cookieOf(previous, "gatehouse");
    if (cookie) jars[connection] = cookie;
    return rawRequest("POST", "/api/refresh-token", { cookie: jars[connection] ?? "" });
  };
}

function ratiosOf(measured: Map<string, Measured>, connections: number): Report["rows"] {
  const limit = measured.get("bare Fastify");
  return [...measured].map(([name, figures]) => ({
    work: name,
    connections,
    ...figures,
    ratio: figures.requestsPerSecond / (limit?.requestsPerSecond ?? NaN),
    cpuRatio: (limit?.cpuMicrosPerRequest ?? NaN) / figures.cpuMicrosPerRequest,
  }));
}

const signInRequest = rawRequest(
  "POST",
  "/api/token",
  { "content-type": "application/json" },
  JSON.stringify({ username: account.email, password: account.password }),
);

/** Sign-ins beside what argon2id alone allows at the same concurrency. */
async function compareSignIn(gatehouse: ServerProcess): Promise<Report["rows"][number]> {
  const ours: number[] = [];
  const raw: number[] = [];
  const storm = { origin: gatehouse.origin, connections: stormClients, next: () => signInRequest };
  await runLoad({ ...storm, durationMs: signInWarmUpMs });
  const program = fileURLToPath(new URL("servers/argon2.ts", import.meta.url));
  for (let round = 0; round < rounds; round += 1) {
    ours.push((await runLoad({ ...storm, durationMs })).requestsPerSecond);
    const { stdout } = await promisify(execFile)(process.execPath, [
      program,
      `${stormClients}`,
      `${durationMs}`,
    ]);
    raw.push((JSON.parse(stdout) as { perSecond: number }).perSecond);
  }
  const requestsPerSecond = median(ours);
  return {
    work: `POST /api/token (limit: raw argon2id verify, ${median(raw).toFixed(0)}/s)`,
    connections: stormClients,
    requestsPerSecond,
    ratio: requestsPerSecond / median(raw),
  };
}

/** Reads' p99 while clients sign in without pause, beside the same without them. */
async function compareStorm(gatehouse: ServerProcess): Promise<Report["rows"]> {
  const { bearer } = await signIn(gatehouse.origin);
  const next = get("/api/me", { authorization: `Bearer ${bearer}` });
  const read = { origin: gatehouse.origin, connections: 10, durationMs, next };
  const storm = {
    origin: gatehouse.origin,
    connections: stormClients,
    durationMs,
    next: () => signInRequest,
  };
  const calm: number[] = [];
  const stormy: number[] = [];
  const signIns: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    calm.push((await runLoad(read)).p99Ms);
    const [reads, logins] = await Promise.all([runLoad(read), runLoad(storm)]);
    stormy.push(reads.p99Ms);
    signIns.push(logins.requestsPerSecond);
  }
  return [
    { work: "GET /api/me, nobody signs in", connections: 10, p99Ms: median(calm), ratio: 1 },
    {
      work: `GET /api/me while ${stormClients} clients sign in (${median(signIns).toFixed(0)}/s); ratio of p99`,
      connections: 10,
      p99Ms: median(stormy),
      ratio: median(stormy) / median(calm),
    },
  ];
}
