import type { Reader } from "../database/database.ts";
import type { Resource, ResourceRecord } from "./resource.ts";
import { isId } from "./record-id.ts";
import { toRecord } from "./stored-record.ts";
import { tablesOf } from "./tables-of.ts";

/** The stored record, unless there is none or it counts as deleted. */
export async function findRecord(
  reader: Reader,
  resource: Resource,
  id: string,
): Promise<ResourceRecord | undefined> {
  if (!isId(id)) return undefined;
  const base = tablesOf(reader).selectFrom(resource.table).selectAll().where("id", "=", id);
  const present = resource.deletedColumn ? base.where(resource.deletedColumn, "is", null) : base;
  const row = await present.executeTakeFirst();
  return row && toRecord(resource, row);
}
