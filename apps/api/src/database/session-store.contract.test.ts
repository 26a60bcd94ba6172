import fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import {
  createTestClock,
  createTestDatabase,
  engines,
  sharedHasher,
  testConfig,
} from "../../test/build-test-app.ts";
import { SessionWorld } from "../../test/session-model/session-world.ts";
import { createHousekeeping } from "../features/session/housekeeping.ts";
import { migrate } from "./migrate.ts";
import { openDatabase } from "./open-database.ts";

const dayMs = 86_400_000;

describe.each(engines)("sessions kept on %s", (engine) => {
  let clock: ReturnType<typeof createTestClock>;
  let world: SessionWorld;

  beforeEach(async () => {
    const databaseUrl = await createTestDatabase(engine);
    const database = await openDatabase(databaseUrl);
    await migrate(database);
    await database.close();
    clock = createTestClock();
    const config = testConfig({ databaseUrl });
    ({ world } = await SessionWorld.open({ databaseUrl, clock, config, hasher: sharedHasher }));
    return () => world.close();
  });

  const note = (generation: number, at: number) =>
    world.feature.store.saveSightings([{ sid: world.sid, generation, confirmedAt: at, seenAt: at }]);

  test("are confirmed once, by the first sighting of the current generation", async () => {
    const now = clock.now();
    await note(1, now + 1);
    await note(1, now + 2);
    expect(await world.row()).toMatchObject({
      confirmed_generation: 1,
      confirmed_at: now + 1,
      last_seen_at: now + 2,
    });
  });

  test("are not confirmed by a late note of another generation", async () => {
    const before = await world.row();
    for (const generation of [0, 2, 7]) await note(generation, clock.now() - 1);
    expect(await world.row()).toEqual(before);
  });

  test(
    "keep the first confirmation of the current generation, whatever notes come late or early",
    { tags: "property" },
    async () => {
      const { store } = world.feature;
      const { expires_at, key_version } = await world.row();
      const notes = fc.array(fc.record({ generation: fc.nat({ max: 4 }), at: fc.nat({ max: 1000 }) }), {
        maxLength: 12,
      });
      const property = fc.asyncProperty(fc.integer({ min: 1, max: 3 }), notes, async (generation, all) => {
        const start = { generation, issued_at: 0, rotated_at: 0, replays: 0, expires_at, key_version };
        await store.refresh(world.sid, () => ({ result: undefined, change: start }));
        await world.database.write((writer) =>
          writer
            .updateTable("sessions")
            .set({ confirmed_generation: 0, confirmed_at: 0 })
            .where("id", "=", world.sid)
            .execute(),
        );
        for (const each of all) await note(each.generation, each.at);
        const first = all.find((each) => each.generation === generation);
        expect(await world.row()).toMatchObject({
          confirmed_generation: first?.generation ?? 0,
          confirmed_at: first?.at ?? 0,
        });
      });
      await fc.assert(property, { numRuns: 60 });
    },
  );

  test("take no sighting once they are over", async () => {
    await world.end("administrator");
    const before = await world.row();
    await note(1, clock.now() + 1);
    expect(await world.row()).toEqual(before);
  });

  test("are purged in small batches once they are long over", async () => {
    const { database, feature } = world;
    const { id, ...row } = await world.row();
    const over = { ...row, expires_at: clock.now() };
    const copies = Array.from({ length: 1201 }, (_, index) => ({
      ...over,
      id: `${id}-${index}`,
    }));
    await database.write(async (writer) => {
      for (let at = 0; at < copies.length; at += 100) {
        await writer
          .insertInto("sessions")
          .values(copies.slice(at, at + 100))
          .execute();
      }
    });
    const batches: number[] = [];
    const { sightings, revocations, store } = feature;
    const purge = async (before: number, limit: number) => {
      batches.push(await store.purge(before, limit));
      return batches.at(-1) ?? 0;
    };
    const onError = (error: unknown) => {
      throw error;
    };
    const housekeeping = createHousekeeping({
      database,
      store: { ...store, purge },
      sightings,
      revocations,
      clock,
      onError,
    });
    await housekeeping.run();
    expect(batches).toEqual([0]);
    clock.advanceSeconds((90 * dayMs) / 1000 + 1);
    await housekeeping.run();
    expect(batches).toEqual([0, 500, 500, 201]);
    expect((await world.row()).id).toBe(id);
  });
});
