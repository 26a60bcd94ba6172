import type { Writer } from "../database/database.ts";
import { indexRecords } from "./index-records.ts";
import type { ChangeContext, Resource, ResourceRecord } from "./resource.ts";
import { noteChange } from "./resource-state.ts";
import { toRow, type Row } from "./stored-record.ts";
import { tablesOf } from "./tables-of.ts";

/** Few enough that no engine has too many parameters in one statement. */
const rowsPerStatement = 500;

/** Stores ready-made records as they are, with their search documents and totals, and without audit events. */
export async function storeRecords(
  change: Pick<ChangeContext, "writer" | "engine">,
  resource: Resource,
  records: readonly ResourceRecord[],
): Promise<void> {
  for (let start = 0; start < records.length; start += rowsPerStatement) {
    const part = records.slice(start, start + rowsPerStatement);
    await insertRows(
      change.writer,
      resource,
      part.map((record) => toRow(resource, record)),
    );
    await indexRecords(change, resource, part);
  }
  await noteChange(change.writer, resource, records.length);
}

async function insertRows(writer: Writer, resource: Resource, rows: Row[]): Promise<void> {
  await tablesOf(writer).insertInto(resource.table).values(rows).execute();
}
