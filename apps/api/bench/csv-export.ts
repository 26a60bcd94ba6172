import type { ReadableStream } from "node:stream/web";
import type { ReportRow } from "./report.ts";
import type { ServerProcess } from "./server-process.ts";

const newline = 0x0a;
const bytesPerMebibyte = 1024 * 1024;

/** How fast every invoice comes as CSV, and by how much the server's memory grows for it at most. */
export async function measureCsvExport(
  server: ServerProcess,
  bearer: string,
  size: number,
): Promise<ReportRow> {
  // Compiled code and filled caches are no part of what an export takes.
  await exportInvoices(server, bearer, "?filter=%7B%22status%22%3A%22draft%22%7D");
  const before = server.memory();
  server.forgetPeakMemory();
  const start = performance.now();
  const rows = await exportInvoices(server, bearer);
  const seconds = (performance.now() - start) / 1000;
  if (rows !== size) throw new Error(`The export has ${rows} rows of ${size}.`);
  return {
    work: `CSV of all, ${size} invoices`,
    connections: 1,
    rowsPerSecond: rows / seconds,
    memoryGrowthMiB: (server.memory().peakBytes - before.residentBytes) / bytesPerMebibyte,
  };
}

/** Reads an export to its end; no text of the demo data has a line break in it, so a line is a record. */
async function exportInvoices({ origin }: ServerProcess, bearer: string, query = ""): Promise<number> {
  const answer = await fetch(`${origin}/api/invoices${query}`, {
    headers: { authorization: `Bearer ${bearer}`, accept: "text/csv" },
  });
  if (!answer.ok || !answer.body) throw new Error(`The export was answered with ${answer.status}.`);
  let lines = 0;
  for await (const chunk of answer.body as ReadableStream<Uint8Array>) {
    for (let at = chunk.indexOf(newline); at !== -1; at = chunk.indexOf(newline, at + 1)) lines += 1;
  }
  return lines - 1;
}
