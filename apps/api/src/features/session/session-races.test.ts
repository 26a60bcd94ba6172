import fc from "fast-check";
import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import {
  buildTestApp,
  createTestDatabase,
  engines,
  sharedHasher,
  type TestApp,
} from "../../../test/build-test-app.ts";
import { addPerson } from "../../../test/people.ts";
import { expectAftermath, refusals } from "../../../test/session-races/aftermath.ts";
import { codeOf, endings, Race, type Racer, racers } from "../../../test/session-races/race.ts";
import { start, starts } from "../../../test/session-races/starts.ts";
import { openDatabase } from "../../database/open-database.ts";

const factor = Number(process.env["PROPERTY_RUNS"] ?? 1);
const runsOn = { sqlite: 12 * factor, postgres: 8 * factor };
const timeoutMs = 60_000 * factor;

describe.each(engines)("N8 on %s: what races with the end of a session", { tags: "property" }, (engine) => {
  let app: TestApp;
  let admin: string;
  /** Where it is given, the next password that is verified waits there. */
  let barrier: { reached: PromiseWithResolvers<void>; opened: PromiseWithResolvers<void> } | undefined;

  beforeEach(async () => {
    const hasher = {
      ...sharedHasher,
      async verify(hash: string, password: string) {
        const passing = barrier;
        barrier = undefined;
        const isRight = await sharedHasher.verify(hash, password);
        passing?.reached.resolve();
        await passing?.opened.promise;
        return isRight;
      },
    };
    const databaseUrl = await createTestDatabase(engine);
    // Without leeway every refresh rotates.
    app = await buildTestApp({ databaseUrl, refreshLeeway: 0 }, { engine, hasher });
    const database = await openDatabase(databaseUrl);
    onTestFinished(() => database.close());
    admin = (await addPerson(app, database, "admin")).token;
  });

  test.each(endings)(
    "%s happens before or after it, and the outcome is that order's",
    async (kind) => {
      const property = fc.asyncProperty(starts(racers, 6), start([kind]), async (racing, ending) => {
        const race = await Race.open(app, admin);
        const [status, ...answers] = await Promise.all([
          race.end(ending),
          ...racing.map((each) => race.run(each)),
        ]);
        expect([200, 204]).toContain(status);
        for (const { kind: racer, answer } of answers) {
          expect([undefined, refusals[kind][racer]]).toContain(codeOf(answer));
        }
        const accepted = answers.filter(({ answer }) => answer.status === 200);
        const answersTo = (wanted: Racer) =>
          accepted.filter(({ kind: racer }) => racer === wanted).map(({ answer }) => answer);
        await expectAftermath[kind](race, { own: answersTo("refresh"), signedIn: answersTo("signIn") });
      });
      await fc.assert(property, { numRuns: runsOn[engine] });
    },
    timeoutMs,
  );

  test.each(["disable", "password"] as const)(
    "a sign-in whose password was verified before %s opens no session after it",
    async (kind) => {
      const race = await Race.open(app, admin);
      const { reached, opened } = {
        reached: Promise.withResolvers<void>(),
        opened: Promise.withResolvers<void>(),
      };
      barrier = { reached, opened };
      const signingIn = race.signIn();
      await reached.promise;
      expect([200, 204]).toContain(await race.end({ kind, turns: 0 }));
      opened.resolve();
      expect(codeOf(await signingIn)).toBe("invalid_credentials");
    },
  );
});
