import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { demoAccounts, demoPassword } from "../src/demo/demo-accounts.ts";
import { measureCsvExport } from "./csv-export.ts";
import { type NextRequest, rawRequest, runLoad } from "./load.ts";
import { measureAlternating, type Scenario } from "./measure.ts";
import type { Report, ReportRow } from "./report.ts";
import { seedFile } from "./seed-file.ts";
import { startServer, type ServerProcess } from "./server-process.ts";

const sizes = [100_000, 1_000_000];
const connections = 10;
const options = { connections, rounds: 5, durationMs: 2000 };
const bareName = "bare Fastify";

type Query = Record<string, unknown>;

interface ListWork {
  readonly name: string;
  /** A page that begins `shift` rows further on. */
  query(size: number, shift: number): Query;
  /** Whether the same page is asked for again and again too, as it is by whoever comes back to a list. */
  readonly isRepeated: boolean;
}

const page = (first: number) => [first, first + 24];

const works: readonly ListWork[] = [
  {
    name: "first page",
    query: (_, shift) => ({ sort: ["dueDate", "DESC"], range: page(shift) }),
    isRepeated: true,
  },
  {
    name: "deep page",
    query: (size, shift) => ({ sort: ["dueDate", "ASC"], range: page(size / 2 + shift) }),
    isRepeated: true,
  },
  {
    name: "filtered page",
    query: (_, shift) => ({
      sort: ["dueDate", "DESC"],
      range: page(shift),
      filter: { status: "submitted" },
    }),
    isRepeated: true,
  },
  {
    name: "q",
    query: (_, shift) => ({ sort: ["dueDate", "DESC"], range: page(shift), filter: { q: "müller" } }),
    isRepeated: false,
  },
];

/** Of so many pages each is forgotten by the server before it is its turn again. */
const shifts = Array.from({ length: 400 }, (_, index) => index * 5);

/** Lists of invoices at each size beside bare Fastify, /api/me while they are read, and all of them as CSV. */
export async function benchLists(): Promise<Report> {
  const folder = mkdtempSync(join(tmpdir(), "gatehouse-bench-"));
  const rows: ReportRow[] = [];
  try {
    for (const size of sizes) rows.push(...(await benchSize(await databaseOf(folder, size), size)));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return { title: "lists", rows };
}

/** A file that was seeded before may be named, since seeding a million invoices takes minutes. */
async function databaseOf(folder: string, size: number): Promise<string> {
  const present = process.env[`BENCH_DATABASE_${size}`];
  if (present !== undefined) return present;
  const file = join(folder, `${size}.db`);
  await seedFile(file, size);
  return file;
}

async function benchSize(file: string, size: number): Promise<ReportRow[]> {
  const bare = await startServer("servers/bare.ts", {});
  const server = await startServer("../src/server.ts", {
    DATABASE_URL: `file:${file}`,
    PORT: "0",
    RATE_LIMITS: "off",
    LOG_LEVEL: "info",
    ACCESS_TOKEN_TTL: "3600",
  });
  try {
    const bearer = await signIn(server);
    return [
      ...(await measureLists(bare, server, bearer, size)),
      await measureMe(server, bearer, size),
      await measureCsvExport(server, bearer, size),
    ];
  } finally {
    await server.stop();
    await bare.stop();
  }
}

async function measureLists(
  bare: ServerProcess,
  server: ServerProcess,
  bearer: string,
  size: number,
): Promise<ReportRow[]> {
  const hello = rawRequest("GET", "/hello", {});
  const ids = await someIds(server, bearer);
  const headers = { authorization: `Bearer ${bearer}` };
  const lists: { name: string; queries: Query[] }[] = [
    ...works.flatMap(({ name, query, isRepeated }) => [
      { name: `${name}, each another`, queries: shifts.map((shift) => query(size, shift)) },
      ...(isRepeated ? [{ name: `${name}, again`, queries: [query(size, 0)] }] : []),
    ]),
    {
      name: "getMany of 25, each others",
      queries: shifts.map((_, index) => ({ filter: { id: ids.slice(index, index + 25) } })),
    },
  ];
  const scenarios: Scenario[] = [
    { name: bareName, server: bare, next: () => hello },
    ...lists.map(({ name, queries }) => ({ name, server, next: inTurn(queries, headers) })),
  ];
  const measured = await measureAlternating(scenarios, options);
  const limit = measured.get(bareName);
  return [...measured].map(([name, figures]) => ({
    work: `${name}, ${size} invoices`,
    connections,
    ...figures,
    ratio: figures.requestsPerSecond / (limit?.requestsPerSecond ?? NaN),
    cpuRatio: (limit?.cpuMicrosPerRequest ?? NaN) / figures.cpuMicrosPerRequest,
  }));
}

/** How long one's own account takes while others search and page deeply. */
async function measureMe(server: ServerProcess, bearer: string, size: number): Promise<ReportRow> {
  const headers = { authorization: `Bearer ${bearer}` };
  const me = rawRequest("GET", "/api/me", headers);
  const heavy = shifts.flatMap((shift) => works.map(({ query }) => query(size, shift)));
  const load = { origin: server.origin, durationMs: options.durationMs };
  const [mine] = await Promise.all([
    runLoad({ ...load, connections: 1, next: () => me }),
    runLoad({ ...load, connections: 4, next: inTurn(heavy, headers) }),
  ]);
  const { requestsPerSecond, p50Ms, p99Ms } = mine;
  return {
    work: `/api/me while lists are read, ${size} invoices`,
    connections: 1,
    requestsPerSecond,
    p50Ms,
    p99Ms,
  };
}

/** The queries one after the other, again and again, over all connections. */
function inTurn(queries: readonly Query[], headers: Record<string, string>): NextRequest {
  const requests = queries.map((query) => rawRequest("GET", pathOf(query), headers));
  let turn = 0;
  return () => {
    turn += 1;
    return requests[turn % requests.length] ?? "";
  };
}

function pathOf(query: Record<string, unknown>): string {
  const members = Object.entries(query).map(
    ([name, value]) => `${name}=${encodeURIComponent(JSON.stringify(value))}`,
  );
  return `/api/invoices?${members.join("&")}`;
}

async function signIn({ origin }: ServerProcess): Promise<string> {
  const answer = await fetch(`${origin}/api/token`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ username: demoAccounts[0]?.email, password: demoPassword }),
  });
  return ((await answer.json()) as { access_token: string }).access_token;
}

async function someIds({ origin }: ServerProcess, bearer: string): Promise<string[]> {
  const answer = await fetch(`${origin}${pathOf({ sort: ["total", "ASC"], range: [500, 999] })}`, {
    headers: { authorization: `Bearer ${bearer}` },
  });
  return ((await answer.json()) as { id: string }[]).map(({ id }) => id);
}
