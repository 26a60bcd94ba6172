import { tmpdir } from "node:os";
import { expect, onTestFinished, test } from "vitest";
import { demoPassword } from "../../src/demo/demo-accounts.ts";
import { createPostgresDatabase } from "../postgres/create-postgres-database.ts";
import { JarClient, signInClient } from "../processes/jar-client.ts";
import { processEnvironment } from "../processes/process-environment.ts";
import { startServers } from "../processes/server-process.ts";
import { runCli } from "../run-program.ts";
import { SoakFleet } from "./soak-fleet.ts";
import {
  type Acknowledged,
  type Credentials,
  guessAllDay,
  readAllDay,
  signOutAllDay,
  writeAllDay,
} from "./soak-people.ts";
import { SoakRecord } from "./soak-record.ts";

/** SOAK_MINUTES=20 for the figures in docs/security.md. */
const minutes = Number(process.env["SOAK_MINUTES"] ?? 0.25);
const isLong = minutes >= 5;
const durationMs = minutes * 60_000;
const meanPauseMs = isLong ? 15_000 : 4000;
const knownWithinMs = 1000;
const idsInOneQuery = 500;
const processes = 3;

const person = (role: string): Credentials => ({
  username: `${role}@gatehouse.test`,
  password: demoPassword,
});

/** Names by id, as the database has them now. */
async function readNames(url: string, ids: readonly string[]): Promise<Map<string, string>> {
  const client = await signInClient(url, person("admin"));
  const names = new Map<string, string>();
  for (let start = 0; start < ids.length; start += idsInOneQuery) {
    const filter = JSON.stringify({ id: ids.slice(start, start + idsInOneQuery) });
    const path = `/api/customers?filter=${encodeURIComponent(filter)}&range=[0,${idsInOneQuery - 1}]`;
    const { body } = await client.call(url, "GET", path);
    for (const { id, name } of body as unknown as { id: string; name: string }[]) names.set(id, name);
  }
  return names;
}

test(
  "hours of use and killed processes lose no acknowledged write and sign nobody honest out",
  { timeout: durationMs + 180_000 },
  async () => {
    const database = await createPostgresDatabase();
    const environment = { ...processEnvironment(database.url), REFRESH_LEEWAY: "20", ACCESS_TOKEN_TTL: "30" };
    const seeded = await runCli({ folder: tmpdir(), environment }, ["seed", "--invoices", "1000"]);
    expect(seeded.stderr).toBe("");
    const servers = await startServers(processes, { ...environment, LOG_LEVEL: "warn" });
    onTestFinished(async () => {
      await Promise.all(servers.map((server) => server.stop()));
      await database.drop();
    });

    const record = new SoakRecord();
    const fleet = new SoakFleet(servers, record, durationMs);
    const acknowledged: Acknowledged = new Map();
    await Promise.all([
      readAllDay(fleet, person("admin")),
      readAllDay(fleet, person("approver")),
      readAllDay(fleet, person("viewer")),
      writeAllDay(fleet, person("clerk"), acknowledged),
      writeAllDay(fleet, person("clerk"), acknowledged),
      signOutAllDay(fleet, person("viewer")),
      guessAllDay(fleet, person("viewer"), new JarClient()),
      fleet.killNowAndThen(meanPauseMs),
      fleet.watchMemory(),
    ]);

    const memory = record.memoryTrend();
    if (isLong)
      process.stdout.write(`${JSON.stringify({ minutes, ...describe(record), memory }, null, 2)}\n`);
    expect(record.kills.length).toBeGreaterThan(0);
    expect(record.signOuts, "no honest sign-out").toEqual([]);
    expect(record.unexplained(), "no 5xx outside the second of a kill").toEqual([]);
    expect(Math.max(...record.acceptedAfterRevocationMs)).toBeLessThan(knownWithinMs);
    expect(memory.late / memory.early, "memory stays flat").toBeLessThan(isLong ? 1.25 : 2);

    expect(acknowledged.size).toBeGreaterThan(0);
    const names = await readNames(servers[0]?.url ?? "", [...acknowledged.keys()]);
    const lost = [...acknowledged].filter(([id, possible]) => !possible.has(names.get(id) ?? ""));
    expect(lost, "no lost acknowledged write").toEqual([]);
  },
);

const describe = (record: SoakRecord) => ({
  kills: record.kills.length,
  unanswered: record.troubles.filter(({ status }) => status === "none").length,
  serverErrors: record.troubles.filter(({ status }) => Number(status) >= 500).length,
  longestAcceptedAfterRevocationMs: Math.round(Math.max(...record.acceptedAfterRevocationMs)),
  calls: record.summary(),
});
