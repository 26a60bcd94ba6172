import fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import { buildTestApp, createTestClock, createTestDatabase } from "../../../test/build-test-app.ts";
import { call, registerUser } from "../../../test/test-client.ts";
import { openDatabase } from "../../database/open-database.ts";
import type { Sighting } from "./session.store.ts";
import { Sightings } from "./sightings.ts";

const sid = "0199b1a4-7c00-7000-8000-000000000001";

let clock: ReturnType<typeof createTestClock>;
let start: number;
let written: Sighting[];
let errors: unknown[];
let isDiskFull: boolean;
let sightings: Sightings;

beforeEach(() => {
  clock = createTestClock();
  start = clock.now();
  written = [];
  errors = [];
  isDiskFull = false;
  const store = {
    async saveSightings(list: readonly Sighting[]) {
      if (isDiskFull) throw new Error("disk full");
      written.push(...list.map((sighting) => ({ ...sighting })));
    },
  };
  sightings = new Sightings(store, clock, (error) => errors.push(error));
});

const row = (generation: number, confirmed_generation = 0, confirmed_at = 0) => ({
  id: sid,
  generation,
  confirmed_generation,
  confirmed_at,
});

describe("sightings in memory", () => {
  test("confirm the current generation from the first moment it was seen", () => {
    sightings.note(sid, 2);
    clock.advanceSeconds(5);
    sightings.note(sid, 2);
    expect(sightings.confirmationOf(row(2))).toEqual({ confirmedGeneration: 2, confirmedAt: start });
    expect(sightings.confirmationOf(row(2, 2, start - 1))).toMatchObject({ confirmedAt: start - 1 });
  });

  test("confirm nothing by a late note of an older generation", async () => {
    sightings.note(sid, 2);
    clock.advanceSeconds(1);
    sightings.note(sid, 1);
    expect(sightings.confirmationOf(row(2))).toEqual({ confirmedGeneration: 2, confirmedAt: start });
    expect(sightings.confirmationOf(row(3, 1, 7))).toEqual({ confirmedGeneration: 1, confirmedAt: 7 });
    await sightings.flush();
    expect(written).toEqual([{ sid, generation: 2, confirmedAt: start, seenAt: start + 1000 }]);
  });

  test("are written once, in one batch", async () => {
    sightings.note(sid, 1);
    await Promise.all([sightings.flush(), sightings.flush()]);
    await sightings.flush();
    expect(written).toHaveLength(1);
  });

  test("count while they are being written, and a late note meanwhile changes nothing", async () => {
    sightings.note(sid, 2);
    const flushed = sightings.flush();
    sightings.note(sid, 1);
    await Promise.resolve();
    expect(sightings.confirmationOf(row(2))).toEqual({ confirmedGeneration: 2, confirmedAt: start });
    await flushed;
  });
});

/** What happens to one session's sightings; a number is a generation that is seen. */
type Happening = number | "flush" | "failing flush";

const happenings = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.integer({ min: 1, max: 4 }) },
    fc.constantFrom("flush" as const, "failing flush" as const),
  ),
  { maxLength: 30 },
);

describe("sightings that can't be written", () => {
  test("are kept for the next time, with the moment they were first seen", async () => {
    isDiskFull = true;
    sightings.note(sid, 2);
    await sightings.flush();
    clock.advanceSeconds(3);
    sightings.note(sid, 2);
    expect(sightings.confirmationOf(row(2))).toMatchObject({ confirmedAt: start });
    isDiskFull = false;
    await sightings.flush();
    expect(errors).toHaveLength(1);
    expect(written).toEqual([{ sid, generation: 2, confirmedAt: start, seenAt: start + 3000 }]);
  });

  test("are not given up for a late note of an older generation", async () => {
    isDiskFull = true;
    sightings.note(sid, 2);
    const failing = sightings.flush();
    await Promise.resolve();
    sightings.note(sid, 1);
    await failing;
    expect(sightings.confirmationOf(row(2))).toEqual({ confirmedGeneration: 2, confirmedAt: start });
  });

  test(
    "never lose the newest generation seen, nor when that was, whatever fails in between",
    { tags: "property" },
    async () => {
      const property = fc.asyncProperty(happenings, async (list: Happening[]) => {
        written = [];
        const firstSeen = new Map<number, number>();
        const flushes: Promise<void>[] = [];
        let isFailing = false;
        const store = {
          async saveSightings(batch: readonly Sighting[]) {
            if (isFailing) throw new Error("disk full");
            written.push(...batch.map((sighting) => ({ ...sighting })));
          },
        };
        const all = new Sightings(store, clock, () => undefined);
        for (const happening of list) {
          clock.advanceSeconds(1);
          if (typeof happening === "number") {
            all.note(sid, happening);
            if (!firstSeen.has(happening)) firstSeen.set(happening, clock.now());
          } else {
            isFailing = happening === "failing flush";
            flushes.push(all.flush());
            await Promise.resolve();
          }
        }
        isFailing = false;
        await Promise.all(flushes);
        await all.flush();
        const newest = Math.max(...firstSeen.keys());
        const about = written.filter((sighting) => sighting.generation === newest);
        const earliest = Math.min(...about.map((sighting) => sighting.confirmedAt));
        expect(earliest).toBe(firstSeen.get(newest) ?? Infinity);
      });
      await fc.assert(property, { numRuns: 1000 });
    },
  );
});

test("a graceful stop writes what was seen a moment ago", async () => {
  const databaseUrl = await createTestDatabase("sqlite");
  const app = await buildTestApp({ databaseUrl });
  const { accessToken } = await registerUser(app);
  expect((await call(app, "GET", "/api/me", { bearer: accessToken })).status).toBe(200);
  await app.close();
  const database = await openDatabase(databaseUrl);
  const session = await database.read.selectFrom("sessions").selectAll().executeTakeFirstOrThrow();
  await database.close();
  expect(session.confirmed_generation).toBe(1);
});
