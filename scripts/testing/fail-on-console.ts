import { format } from "node:util";
import { afterAll, afterEach, expect } from "vitest";

const printed: string[] = [];

for (const level of ["error", "warn"] as const) {
  console[level] = (...values: unknown[]) => {
    printed.push(`console.${level}: ${format(...values)}`);
  };
}

function expectQuietConsole(): void {
  const lines = printed.splice(0);
  expect(lines, "nothing may be printed unexpectedly; spy on the console where a line is expected").toEqual(
    [],
  );
}

afterEach(expectQuietConsole);
afterAll(expectQuietConsole);
