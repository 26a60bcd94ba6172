import { mkdirSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";

export interface ReportRow {
  work: string;
  connections: number;
  requestsPerSecond?: number;
  p50Ms?: number;
  p99Ms?: number;
  cpuMicrosPerRequest?: number;
  /** Of an export. */
  rowsPerSecond?: number;
  /** Of the server's resident memory, from before the work to its peak. */
  memoryGrowthMiB?: number;
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

interface Column {
  head: string;
  cell(row: ReportRow): string;
}

const figure = (head: string, name: Exclude<keyof ReportRow, "work">, digits: number): Column => ({
  head,
  cell: (row) => row[name]?.toFixed(digits) ?? "",
});

const columns: readonly Column[] = [
  { head: "work", cell: ({ work }) => work },
  figure("connections", "connections", 0),
  figure("requests/s", "requestsPerSecond", 0),
  figure("p50 ms", "p50Ms", 2),
  figure("p99 ms", "p99Ms", 2),
  figure("CPU µs a request", "cpuMicrosPerRequest", 1),
  figure("rows/s", "rowsPerSecond", 0),
  figure("memory +MiB", "memoryGrowthMiB", 1),
  figure("R", "ratio", 3),
  figure("C", "cpuRatio", 3),
];

/** The table that people read; a column without any figure is left out. */
export function toMarkdown({ title, rows }: Report): string {
  const shown = columns.filter(({ cell }) => rows.some((row) => cell(row) !== ""));
  const head = shown.map((column) => column.head).join(" | ");
  const rule = shown.map(() => "---").join(" | ");
  const lines = rows.map((row) => shown.map(({ cell }) => cell(row)).join(" | "));
  const machine = `${cpus().length} × ${cpus()[0]?.model ?? "unknown"}, Node ${process.version}`;
  return `# ${title}\n\n${machine}\n\n${head}\n${rule}\n${lines.join("\n")}\n`;
}

/** Writes `bench/results/<title>.json` and `.md`. */
export function saveReport(report: Report): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(new URL(`${report.title}.json`, folder), `${JSON.stringify(report, null, 2)}\n`);
  writeFileSync(new URL(`${report.title}.md`, folder), toMarkdown(report));
}
