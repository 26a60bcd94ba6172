import { beforeAll, describe, expect, test } from "vitest";
import { findAuditChainFault } from "../../src/audit/verify-audit-chain.ts";
import type { Database } from "../../src/database/database.ts";
import { openDatabase } from "../../src/database/open-database.ts";
import { insertPerson, personPassword } from "../people.ts";
import { processEnvironment } from "./process-environment.ts";
import { startServers } from "./server-process.ts";
import { createSharedDatabase, fleets } from "./shared-database.ts";

const bootTimeoutMs = 60_000;
const raceTimeoutMs = 60_000;

const byText = (a = "", b = "") => a.localeCompare(b);

interface Answer {
  status: number;
  body: { id: string; number: string | null; code?: string };
  isReplayed: boolean;
}

describe.each(fleets)("several processes that write to one database, %s, %i of them", (engine, count) => {
  let database: Database;
  let urls: string[] = [];
  let token = "";

  beforeAll(async () => {
    const shared = await createSharedDatabase(engine);
    const environment = processEnvironment(shared.url);
    const servers = await startServers(1, environment);
    servers.push(...(await startServers(count - 1, environment)));
    urls = servers.map(({ url }) => url);
    database = await openDatabase(shared.url);
    const { email } = await insertPerson(database, "clerk");
    const signIn = await fetch(`${urls[0]}/api/token`, {
      method: "POST",
      body: new URLSearchParams({ username: email, password: personPassword, scope: "offline_access" }),
    });
    token = ((await signIn.json()) as { access_token: string }).access_token;
    return async () => {
      await Promise.all(servers.map((server) => server.stop()));
      await database.close();
      await shared.drop();
    };
  }, bootTimeoutMs);

  /** A POST to one of the servers, by turns. */
  async function post(turn: number, path: string, body?: object, key?: string): Promise<Answer> {
    const answer = await fetch(`${urls[turn % urls.length]}/api${path}`, {
      method: "POST",
      headers: {
        authorization: `Bearer ${token}`,
        ...(body && { "content-type": "application/json" }),
        ...(key !== undefined && { "idempotency-key": key }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    const isReplayed = answer.headers.has("idempotency-replayed");
    return { status: answer.status, body: (await answer.json()) as Answer["body"], isReplayed };
  }

  const repeat = <T>(times: number, work: (turn: number) => Promise<T>) =>
    Promise.all(Array.from({ length: times }, (_, turn) => work(turn)));

  const makeCustomer = () => post(0, "/customers", { name: "Racing GmbH", country: "DE", currency: "EUR" });

  test(
    "number invoices without a gap, though each is submitted twice and some can't be",
    { timeout: raceTimeoutMs },
    async () => {
      const customerId = (await makeCustomer()).body.id;
      const line = { description: "Consulting", quantity: 1, unitPrice: 100, taxRate: 0 };
      const drafts = await repeat(40, (turn) =>
        post(turn, "/invoices", { customerId, lines: turn % 4 === 0 ? [] : [line] }),
      );
      const submits = await repeat(80, (turn) =>
        // Both of a pair at once, and at different servers.
        post(turn, `/invoices/${drafts[turn >> 1]?.body.id}/submit`),
      );
      const submitted = submits.filter(({ status }) => status === 200);
      const numbers = submitted.map(({ body }) => Number(/\d+$/.exec(body.number ?? "")?.[0]));
      expect(numbers.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 30 }, (_, index) => index + 1));
      const refusals = submits.filter(({ status }) => status !== 200).map(({ body }) => body.code);
      expect(refusals.toSorted(byText)).toEqual([
        ...Array.from({ length: 30 }, () => "invalid_transition"),
        ...Array.from({ length: 20 }, () => "validation_failed"),
      ]);
    },
  );

  test("make one record of simultaneous requests with one key", { timeout: raceTimeoutMs }, async () => {
    for (const key of ["first", "second", "third", "fourth", "fifth"]) {
      const body = { name: `Once ${key}`, country: "DE", currency: "EUR" };
      const answers = await repeat(12, (turn) => post(turn, "/customers", body, key));
      const made = answers.filter(({ status }) => status === 201);
      expect(new Set(made.map(({ body: { id } }) => id)).size).toBe(1);
      expect(made.filter(({ isReplayed }) => !isReplayed)).toHaveLength(1);
      const waiting = answers.filter(({ status }) => status !== 201);
      expect(waiting.map(({ body: { code } }) => code)).toEqual(waiting.map(() => "idempotency_in_progress"));
      const rows = await database.read
        .selectFrom("customers")
        .select("id")
        .where("name", "=", body.name)
        .execute();
      expect(rows).toHaveLength(1);
    }
  });

  test("keep one audit chain, in which nothing is missing", { timeout: raceTimeoutMs }, async () => {
    await repeat(60, makeCustomer);
    expect(await findAuditChainFault(database)).toBeUndefined();
    const customers = await database.read.selectFrom("customers").select("id").execute();
    const events = await database.read
      .selectFrom("audit_events")
      .select(["record_id"])
      .where("type", "=", "customer.created")
      .execute();
    const idsOf = (ids: (string | null)[]) => ids.map(String).toSorted(byText);
    expect(idsOf(events.map(({ record_id }) => record_id))).toEqual(idsOf(customers.map(({ id }) => id)));
  });
});
