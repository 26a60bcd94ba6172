import { defineConfig } from "vitest/config";

const unitTests = { environment: "node", setupFiles: ["./scripts/testing/fail-on-console.ts"] };

const browserTests = {
  ...unitTests,
  // A condition that is waited for says nothing about speed, and the machine may be busy.
  expect: { poll: { timeout: 30_000 } },
  testTimeout: 120_000,
  hookTimeout: 240_000,
};

/** Timing in a browser is part of what these test. */
const timedBrowserTests = [
  "ended-sessions",
  "outages",
  "refreshing",
  "refused-calls",
  "signing-out",
  "two-origins",
].map((name) => `apps/admin/e2e/${name}.test.ts`);

export default defineConfig({
  test: {
    slowTestThreshold: 5_000,
    tags: [
      {
        name: "property",
        description: "What must hold whatever happens: generated or searched exhaustively.",
      },
    ],
    // Many tests wait for a process or a disk: the core that Vitest would leave free is worth more in use.
    maxWorkers: "100%",
    projects: [
      { test: { ...unitTests, name: "shared", include: ["packages/shared/src/**/*.test.ts"] } },
      {
        test: {
          ...unitTests,
          name: "api",
          include: ["apps/api/{src,test,bench}/**/*.test.ts"],
          globalSetup: ["./apps/api/test/postgres/global-setup.ts"],
          testTimeout: 20_000,
        },
      },
      { test: { ...unitTests, name: "admin", include: ["apps/admin/src/**/*.test.{ts,tsx}"] } },
      {
        test: {
          ...unitTests,
          name: "workspace",
          include: ["scripts/**/*.test.ts"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          ...browserTests,
          name: "e2e",
          include: ["apps/admin/e2e/**/*.test.ts"],
          exclude: timedBrowserTests,
          // A browser and its server keep more than one core busy.
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          ...browserTests,
          name: "e2e-timed",
          include: timedBrowserTests,
          // One browser at a time, after everything else.
          fileParallelism: false,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
