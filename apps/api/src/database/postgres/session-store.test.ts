import fc from "fast-check";
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

const revive = () =>
  world.database.write((writer) =>
    writer
      .updateTable("sessions")
      .set({ generation: 1, revoked_at: null, revoke_reason: null })
      .where("id", "=", world.sid)
      .execute(),
  );

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
  test(
    "does not bring an ended session back, nor move it on, nor make a second successor",
    { tags: "property" },
    async () => {
      // How far others move it on before, whether they end it then, and after how many refreshes of ours that happens.
      const courses = fc.record({
        ours: fc.nat({ max: 2 }),
        moves: fc.nat({ max: 3 }),
        isEnded: fc.boolean(),
      });
      const property = fc.asyncProperty(courses, async ({ ours, moves, isEnded }) => {
        await revive();
        for (let count = 0; count < ours; count += 1) await refreshAcross(async () => undefined);
        const before = await world.row();
        const generation = before.generation + moves;
        const read = await refreshAcross(async (writer) => {
          await writer.updateTable("sessions").set({ generation }).where("id", "=", world.sid).execute();
          if (isEnded) await world.feature.store.revoke(writer, [world.sid], "signed_out", before.created_at);
        });
        const hasMoved = isEnded || moves > 0;
        expect(read.map((row) => row.generation)).toEqual(
          hasMoved ? [before.generation, generation] : [before.generation],
        );
        expect(await world.row()).toMatchObject({
          generation: isEnded ? generation : generation + 1,
          revoke_reason: isEnded ? "signed_out" : null,
        });
      });
      await fc.assert(property, { numRuns: 40 });
    },
  );
});
