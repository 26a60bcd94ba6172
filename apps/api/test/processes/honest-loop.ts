import { setImmediate } from "node:timers/promises";
import type { JarClient } from "./jar-client.ts";
import type { ServerProcess } from "./server-process.ts";

export interface HonestReport {
  refreshes: number;
  lost: number;
  /** Answers that would sign a browser out. */
  refusals: string[];
  /** Every refresh token by its generation. */
  handedOut: Map<number, Set<string>>;
}

/**
 * Refreshes one call after the other, on whichever server, until told to stop; an answer that does not come, or not
 * within `patienceMs`, is lost.
 */
export async function refreshHonestly(
  client: JarClient,
  servers: readonly ServerProcess[],
  pickServer: () => number,
  isOver: () => boolean,
  patienceMs?: number,
): Promise<HonestReport> {
  const report: HonestReport = { refreshes: 0, lost: 0, refusals: [], handedOut: new Map() };
  while (!isOver()) {
    const url = servers[pickServer() % servers.length]?.url ?? "";
    try {
      const { status, code, setCookie } = await client.refresh(url, patienceMs);
      if (status === 401) report.refusals.push(code ?? "");
      if (status === 200) report.refreshes += 1;
      if (setCookie) {
        const tokens = report.handedOut.get(client.generation) ?? new Set();
        report.handedOut.set(client.generation, tokens.add(setCookie));
      }
    } catch {
      report.lost += 1;
      await setImmediate();
    }
  }
  return report;
}

/** Generations of which the loops of one session got two different tokens: there must never be one. */
export function listBranches(reports: readonly HonestReport[]): number[] {
  const tokens = new Map<number, Set<string>>();
  for (const [generation, handedOut] of reports.flatMap((report) => [...report.handedOut])) {
    tokens.set(generation, new Set([...(tokens.get(generation) ?? []), ...handedOut]));
  }
  return [...tokens].filter(([, different]) => different.size > 1).map(([generation]) => generation);
}
