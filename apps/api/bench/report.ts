import { mkdirSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";

export interface ReportRow {
  work: string;
  connections: number;
  requestsPerSecond?: number;
  p50Ms?: number;
  p99Ms?: number;
  cpuMicrosPerRequest?: number;
  /** Of requests a second, against the limit of the same run. */
  ratio?: number;
  /** Of server CPU time a request, against the same limit: the steadier figure. */
  cpuRatio?: number;
}

export interface Report {
  title: string;
  rows: ReportRow[];
}

const folder = new URL("results/", import.meta.url);

const format = (value: number | undefined, digits: number) =>
  value === undefined ? "" : value.toFixed(digits);

/** The table that people read. */
export function toMarkdown({ title, rows }: Report): string {
  const head = ["work", "connections", "requests/s", "p50 ms", "p99 ms", "CPU µs a request", "R", "C"];
  const lines = rows.map((row) =>
    [
      row.work,
      String(row.connections),
      format(row.requestsPerSecond, 0),
      format(row.p50Ms, 2),
      format(row.p99Ms, 2),
      format(row.cpuMicrosPerRequest, 1),
      format(row.ratio, 3),
      format(row.cpuRatio, 3),
    ].join(" | "),
  );
  const machine = `${cpus().length} × ${cpus()[0]?.model ?? "unknown"}, Node ${process.version}`;
  const rule = head.map(() => "---").join(" | ");
  return `# ${title}\n\n${machine}\n\n${head.join(" | ")}\n${rule}\n${lines.join("\n")}\n`;
}

/** Writes `bench/results/<title>.json` and `.md`. */
export function saveReport(report: Report): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(new URL(`${report.title}.json`, folder), `${JSON.stringify(report, null, 2)}\n`);
  writeFileSync(new URL(`${report.title}.md`, folder), toMarkdown(report));
}
