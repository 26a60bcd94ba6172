import { describe, expect, it } from "vitest";
import { engines } from "../../test/build-test-app.ts";
import { buildTestBusiness, type TestBusiness } from "../../test/build-test-business.ts";
import type { Writer } from "../database/database.ts";
import { findAuditChainFault } from "./verify-audit-chain.ts";

/** A server with some events, of which the last is the tenth. */
async function buildChain(business: TestBusiness): Promise<void> {
  const { database, people, call } = business;
  const body = { name: "Acme", country: "DE", currency: "EUR" };
  while ((await readHead(business)).sequence < 10) await call(people.clerk, "POST", "/customers", { body });
  expect(await findAuditChainFault(database)).toBeUndefined();
}

const readHead = ({ database }: TestBusiness) =>
  database.read.selectFrom("audit_chain").selectAll().executeTakeFirstOrThrow();

const change = (fields: object, sequence: number) => (writer: Writer) =>
  writer.updateTable("audit_events").set(fields).where("sequence", "=", sequence).execute();
const remove = (first: number, last: number) => (writer: Writer) =>
  writer.deleteFrom("audit_events").where("sequence", ">=", first).where("sequence", "<=", last).execute();

/** What somebody may do who writes past the server, and what is found. */
const deeds: [string, string, (writer: Writer) => Promise<unknown>][] = [
  ["another type", "event 4 was changed", change({ type: "nothing" }, 4)],
  ["another actor", "event 4 was changed", change({ actor_id: null }, 4)],
  ["another time", "event 4 was changed", change({ created_at: 1 }, 4)],
  ["another record", "event 4 was changed", change({ record_id: "x" }, 4)],
  ["other changes", "event 8 was changed", change({ changes: "null" }, 8)],
  ["another address", "event 4 was changed", change({ address: "192.0.2.9" }, 4)],
  ["another hash", "event 4 was changed", change({ hash: "x" }, 4)],
  ["the first event gone", "event 1 is missing", remove(1, 1)],
  ["one in the middle gone", "event 5 is missing", remove(5, 5)],
  ["the newest ones gone", "event 9 is missing", remove(9, 10)],
  ["all gone", "event 1 is missing", remove(1, 10)],
  [
    "the head set back",
    "its head is not the last event",
    (writer) => writer.updateTable("audit_chain").set({ sequence: 9 }).execute(),
  ],
  ["the head gone", "its head is not the last event", (writer) => writer.deleteFrom("audit_chain").execute()],
];

describe.each(engines)("the audit chain on %s", (engine) => {
  it("names the first event that is not as it was written", async () => {
    const business = await buildTestBusiness(engine);
    await buildChain(business);
    for (const [deed, fault, tamper] of deeds) {
      const undone = new Error("undone");
      let found: string | undefined;
      const inspect = business.database.write(async (writer) => {
        await tamper(writer);
        found = await findAuditChainFault({ ...business.database, read: writer });
        throw undone;
      });
      await expect(inspect).rejects.toBe(undone);
      expect([deed, found]).toEqual([deed, fault]);
    }
    expect(await findAuditChainFault(business.database)).toBeUndefined();
  });
});
