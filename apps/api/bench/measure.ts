import { type LoadResult, type NextRequest, runLoad } from "./load.ts";
import type { ServerProcess } from "./server-process.ts";

/** A kind of work, and the server that does it. */
export interface Scenario {
  name: string;
  server: ServerProcess;
  next: NextRequest;
}

export interface Measured {
  requestsPerSecond: number;
  p50Ms: number;
  p99Ms: number;
  cpuMicrosPerRequest: number;
}

export interface MeasureOptions {
  connections: number;
  rounds: number;
  durationMs: number;
}

/** Measures the scenarios in turns, round by round, and answers with the median of each figure. */
export async function measureAlternating(
  scenarios: readonly Scenario[],
  options: MeasureOptions,
): Promise<Map<string, Measured>> {
  const rounds = new Map<string, Measured[]>(scenarios.map(({ name }) => [name, []]));
  // The first round warms the servers up and does not count.
  for (let round = 0; round <= options.rounds; round += 1) {
    for (const scenario of scenarios) {
      const measured = await measureOnce(scenario, options);
      if (round > 0) rounds.get(scenario.name)?.push(measured);
    }
  }
  return new Map([...rounds].map(([name, list]) => [name, mediansOf(list)]));
}

async function measureOnce({ name, server, next }: Scenario, options: MeasureOptions): Promise<Measured> {
  const before = server.cpuSeconds();
  const result = await runLoad({ origin: server.origin, next, ...options });
  if (result.refused > 0) throw new Error(`${name}: ${result.refused} answers were no success.`);
  const cpuSeconds = server.cpuSeconds() - before;
  return { ...figuresOf(result), cpuMicrosPerRequest: (cpuSeconds * 1e6) / countOf(result, options) };
}

const countOf = (result: LoadResult, { durationMs }: MeasureOptions) =>
  result.requestsPerSecond * (durationMs / 1000);

const figuresOf = ({ requestsPerSecond, p50Ms, p99Ms }: LoadResult) => ({ requestsPerSecond, p50Ms, p99Ms });

const mediansOf = (list: Measured[]): Measured => ({
  requestsPerSecond: median(list.map((each) => each.requestsPerSecond)),
  p50Ms: median(list.map((each) => each.p50Ms)),
  p99Ms: median(list.map((each) => each.p99Ms)),
  cpuMicrosPerRequest: median(list.map((each) => each.cpuMicrosPerRequest)),
});

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}
