import { Readable } from "node:stream";
import { stringify } from "csv-stringify";
import { presentRecord, type View } from "./access.ts";
import { readEveryRow } from "./every-row.ts";
import type { Filter, Sort } from "./list-query.ts";
import type { ResourceContext } from "./resource-context.ts";
import type { Caller, Resource } from "./resource.ts";
import { toRecord } from "./stored-record.ts";

/** Every record of a filter as CSV (RFC 4180), read and written as fast as the client takes it. */
export function streamCsv(
  { database, lists }: ResourceContext,
  resource: Resource,
  query: Filter & { sort: Sort },
  { caller, view }: { caller: Caller; view: View },
): Readable {
  const ordering = lists.orderingOf(resource, query, view, true);
  const direction = query.sort.direction === "DESC" ? "desc" : "asc";
  async function* records() {
    for await (const rows of readEveryRow(database.background, ordering, direction)) {
      for (const row of rows) yield presentRecord(resource, toRecord(resource, row), caller, view);
    }
  }
  const csv = stringify({
    header: true,
    columns: [...view.fields],
    record_delimiter: "windows",
    // A line end of either kind within a text, not only the one that ends records.
    quote_record_delimiter: true,
    // A spreadsheet would run what begins with =, +, - or @ as a formula.
    escape_formulas: true,
    cast: { boolean: String },
  });
  const source = Readable.from(records());
  source.once("error", (error) => csv.destroy(error));
  csv.once("close", () => source.destroy());
  return source.pipe(csv);
}
