import { beforeEach, describe, expect, test } from "vitest";
import {
  createTestClock,
  createTestDatabase,
  sharedHasher,
  testConfig,
} from "../../../test/build-test-app.ts";
import { SessionWorld } from "../../../test/session-model/session-world.ts";
import type { RefreshChange, RefreshRow } from "../../features/session/session.store.ts";
import type { Writer } from "../database.ts";
import { migrate } from "../migrate.ts";
import { openDatabase } from "../open-database.ts";

let world: SessionWorld;

beforeEach(async () => {
  const databaseUrl = await createTestDatabase("postgres");
  const database = await openDatabase(databaseUrl);
  await migrate(database);
  await database.close();
  const config = testConfig({ databaseUrl });
  ({ world } = await SessionWorld.open({
    databaseUrl,
    clock: createTestClock(),
    config,
    hasher: sharedHasher,
  }));
  return () => world.close();
});

const rotated = (row: RefreshRow): RefreshChange => ({ ...row, generation: row.generation + 1 });

/** Commits `write` between the moment a refresh has read the row and the moment it writes; tells what it read. */
async function refreshAcross(write: (writer: Writer) => Promise<unknown>): Promise<RefreshRow[]> {
  const { database, feature, sid } = world;
  const read: RefreshRow[] = [];
  let refreshing: Promise<unknown> = Promise.resolve();
  await database.write(async (writer) => {
    await write(writer);
    await new Promise<void>((resolve) => {
      refreshing = feature.store.refresh(sid, (row) => {
        resolve();
        if (row) read.push(row);
        return row?.revoked_at === null ? { result: undefined, change: rotated(row) } : { result: undefined };
      });
    });
  });
  await refreshing;
  return read;
}

describe("a refresh on PostgreSQL that read a session before another transaction changed it", () => {
  test("does not bring an ended session back, nor move it on", async () => {
    const before = await world.row();
    const read = await refreshAcross((writer) =>
      world.feature.store.revoke(writer, [world.sid], "signed_out", before.created_at + 1),
    );
    expect(read.map((row) => row.revoke_reason)).toEqual([null, "signed_out"]);
    expect(await world.row()).toMatchObject({ generation: 1, revoke_reason: "signed_out" });
  });

  test("makes no second successor", async () => {
    const read = await refreshAcross((writer) =>
      writer.updateTable("sessions").set({ generation: 2 }).where("id", "=", world.sid).execute(),
    );
    expect(read.map((row) => row.generation)).toEqual([1, 2]);
    expect((await world.row()).generation).toBe(3);
  });
});
