// A peer: better-auth on better-sqlite3 with its rate limits off and its sessions renewed at every read where asked to.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { betterAuth } from "better-auth";
import { getMigrations } from "better-auth/db/migration";
import { toNodeHandler } from "better-auth/node";
import BetterSqlite3 from "better-sqlite3";

const database = new BetterSqlite3(process.env["BENCH_DATABASE"] ?? ":memory:");
database.pragma("journal_mode = WAL");

const auth = betterAuth({
  database,
  secret: "a secret for a benchmark, long enough for it",
  baseURL: "http://127.0.0.1",
  trustedOrigins: ["*"],
  emailAndPassword: { enabled: true },
  rateLimit: { enabled: false },
  telemetry: { enabled: false },
  // 0: each read of the session renews it, which is this library's refresh.
  session: { updateAge: Number(process.env["BENCH_UPDATE_AGE"] ?? 86_400) },
});
const { runMigrations } = await getMigrations(auth.options);
await runMigrations();

const handle = toNodeHandler(auth);
const server = createServer((request, response) => void handle(request, response));
server.listen(0, "127.0.0.1", () => {
  const { port } = server.address() as AddressInfo;
  console.log(JSON.stringify({ msg: "listening", url: `http://127.0.0.1:${port}` }));
});
process.on("SIGTERM", () => process.exit(0));
