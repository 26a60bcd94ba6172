import fc from "fast-check";
import { describe, test, vi } from "vitest";
import {
  createTestClock,
  createTestDatabase,
  type Engine,
  engines,
  sharedHasher,
  testConfig,
} from "../../../test/build-test-app.ts";
import { HonestBrowser } from "../../../test/session-model/honest-browser.ts";
import {
  allCommands,
  honestCommands,
  type Run,
  type Step,
} from "../../../test/session-model/session-commands.ts";
import { restoreCommands } from "../../../test/session-model/restore-commands.ts";
import { SessionWorld } from "../../../test/session-model/session-world.ts";
import { migrate } from "../../database/migrate.ts";
import { openDatabase } from "../../database/open-database.ts";

/** Multiplies the number of runs: PROPERTY_RUNS=100 for a long night. */
const factor = Number(process.env["PROPERTY_RUNS"] ?? 1);
const runsOn = { sqlite: 1000 * factor, postgres: 60 * factor };
/** PROPERTY_SHRINK=off: that a property fails is all that is asked, not by how little. */
const endOnFailure = process.env["PROPERTY_SHRINK"] === "off";
const restoreRuns = 150 * factor;
const timeoutMs = 300_000 * factor;

const sessionIdleTtl = 604_800;
/** A refresh after a day's wait would go on past it. */
const sessionAbsoluteTtl = sessionIdleTtl + 43_200;

async function assertModel(
  engine: Engine,
  commands: (leewayMs: number) => fc.Arbitrary<Step>[],
  refreshLeeway: number,
  numRuns = runsOn[engine],
) {
  // Sightings are written when a command says so, not by the clock of this machine.
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const databaseUrl = await createTestDatabase(engine);
  const database = await openDatabase(databaseUrl);
  await migrate(database);
  await database.close();
  const config = testConfig({ databaseUrl, refreshLeeway, sessionIdleTtl, sessionAbsoluteTtl });
  const property = fc.asyncProperty(
    fc.commands(commands(Math.max(refreshLeeway, 1) * 1000), { maxCommands: 40 }),
    async (script) => {
      const clock = createTestClock();
      const { world, grant, model } = await SessionWorld.open({
        databaseUrl,
        clock,
        config,
        hasher: sharedHasher,
      });
      const setup = (): { model: Run; real: SessionWorld } => ({
        model: {
          session: model,
          browser: new HonestBrowser(grant),
          loot: undefined,
          handedOut: new Map([[1, grant.refreshToken]]),
          backup: undefined,
          hasRestored: false,
          // Without leeway two tabs are enough to look like a thief: nothing is promised to them.
          isUndisturbed: refreshLeeway > 0,
        },
        real: world,
      });
      try {
        await fc.asyncModelRun(setup, script);
      } finally {
        await world.close();
      }
    },
  );
  await fc.assert(property, { numRuns, endOnFailure }).finally(() => vi.useRealTimers());
}

describe.each(engines)("random interleavings on %s", { tags: "property" }, (engine) => {
  test("N1: never sign an honest browser out", () => assertModel(engine, honestCommands, 20), timeoutMs);

  test(
    "N2 to N7: answer as the model does, whatever thieves and administrators do",
    () => assertModel(engine, allCommands, 20),
    timeoutMs,
  );

  test("N2 to N7 hold without any leeway too", () => assertModel(engine, allCommands, 0), timeoutMs);
});

// PostgreSQL is restored with its own tools.
test(
  "N2 to N7 hold from the state that an operator has restored",
  { tags: "property", timeout: timeoutMs },
  () => assertModel("sqlite", restoreCommands, 20, restoreRuns),
);
