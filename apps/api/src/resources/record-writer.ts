import { v7 as uuidv7 } from "uuid";
import { appendAuditEvent, type AuditChange } from "../audit/audit-log.ts";
import { searchIndexOf } from "../database/choose-search-index.ts";
import { AppError } from "../errors.ts";
import { isForeignKeyViolation } from "../database/foreign-key-violation.ts";
import { isUniqueViolation } from "../database/unique-violation.ts";
import { isId } from "./record-id.ts";
import { compareRecords } from "./record-audit.ts";
import type { ChangeContext, Resource, ResourceRecord } from "./resource.ts";
import { indexRecords } from "./index-records.ts";
import { noteChange } from "./resource-state.ts";
import { toRecord, toRow } from "./stored-record.ts";
import { tablesOf } from "./tables-of.ts";

/** The record as it is stored, held against other writers until the transaction ends. */
export async function lockRecord(
  change: ChangeContext,
  resource: Resource,
  id: string,
): Promise<ResourceRecord | undefined> {
  const [record] = await lockRecords(change, resource, [id]);
  return record;
}

/** Several records as they are stored, those that exist, held in the order of their ids. */
export async function lockRecords(
  { writer, engine }: ChangeContext,
  resource: Resource,
  ids: readonly string[],
): Promise<ResourceRecord[]> {
  const possible = ids.filter(isId);
  if (possible.length === 0) return [];
  const base = tablesOf(writer)
    .selectFrom(resource.table)
    .selectAll()
    .where("id", "in", possible)
    .orderBy("id");
  const present = resource.deletedColumn ? base.where(resource.deletedColumn, "is", null) : base;
  // On SQLite a write transaction is alone by itself.
  const rows = await (engine === "postgres" ? present.forUpdate() : present).execute();
  return rows.map((row) => toRecord(resource, row));
}

/** Stores a new record; the audit event `<noun>.created` and the search document go with it. */
export async function insertRecord(
  change: ChangeContext,
  resource: Resource,
  fields: Partial<ResourceRecord>,
): Promise<ResourceRecord> {
  const { writer, now } = change;
  const instant = new Date(now).toISOString();
  const own = { id: uuidv7({ msecs: now }), version: 1, createdAt: instant, updatedAt: instant };
  const row = { ...resource.hooks.newColumns?.(now), ...columnsOf(resource, { ...fields, ...own }) };
  const inserted = await tablesOf(writer)
    .insertInto(resource.table)
    .values(row)
    .returningAll()
    .executeTakeFirstOrThrow()
    .catch((error: unknown) => refuseTaken(resource, error));
  const record = toRecord(resource, inserted);
  await finish(change, resource, { type: "created", after: record, before: undefined, addedRows: 1 });
  return record;
}

/** Stores the changed fields under the next version; `event` is what the audit log calls it. */
export async function updateRecord(
  change: ChangeContext,
  resource: Resource,
  before: ResourceRecord,
  fields: Partial<ResourceRecord>,
  event?: string,
): Promise<ResourceRecord> {
  const { writer, now } = change;
  const own = { version: before.version + 1, updatedAt: new Date(now).toISOString() };
  const updated = await tablesOf(writer)
    .updateTable(resource.table)
    .set(columnsOf(resource, { ...fields, ...own }))
    .where("id", "=", before.id)
    .where("version", "=", before.version)
    .returningAll()
    .executeTakeFirstOrThrow()
    .catch((error: unknown) => refuseTaken(resource, error));
  const after = toRecord(resource, updated);
  const type = event ?? resource.hooks.nameUpdate?.(after, before) ?? "updated";
  await finish(change, resource, { type, after, before, addedRows: 0 });
  return after;
}

/** Removes the record's row, or does what the resource has in place of that. */
export async function removeRecord(
  change: ChangeContext,
  resource: Resource,
  record: ResourceRecord,
): Promise<void> {
  const { writer } = change;
  await searchIndexOf(change.engine).remove(writer, resource.table, resource.search ? [record.id] : []);
  const removal = resource.hooks.remove ? await resource.hooks.remove(record, change) : { event: "deleted" };
  if (!resource.hooks.remove) await deleteRow(change, resource, record);
  await noteChange(writer, resource, -1);
  if (!removal) return;
  const { event, changes = compareRecords(record, {}) } = removal;
  await audit(change, resource, record.id, event, changes);
}

const columnsOf = (resource: Resource, fields: Partial<ResourceRecord>) => ({
  ...toRow(resource, fields),
  ...resource.hooks.storeAlso?.(fields),
});

function refuseTaken(resource: Resource, error: unknown): never {
  const refusal = isUniqueViolation(error) ? resource.hooks.taken?.() : undefined;
  throw refusal ?? error;
}

async function deleteRow(
  { writer }: ChangeContext,
  resource: Resource,
  { id }: ResourceRecord,
): Promise<void> {
  try {
    await tablesOf(writer).deleteFrom(resource.table).where("id", "=", id).execute();
  } catch (error) {
    if (isForeignKeyViolation(error)) throw new AppError("still_referenced", { cause: error });
    throw error;
  }
}

interface Written {
  type: string;
  after: ResourceRecord;
  before: ResourceRecord | undefined;
  addedRows: number;
}

async function finish(change: ChangeContext, resource: Resource, written: Written): Promise<void> {
  const { after, before } = written;
  await indexRecords(change, resource, [after]);
  await resource.hooks.written?.(after, before, change);
  await noteChange(change.writer, resource, written.addedRows);
  await audit(change, resource, after.id, written.type, compareRecords(before ?? {}, after));
}

async function audit(
  { writer, audit: context, now }: ChangeContext,
  resource: Resource,
  recordId: string,
  event: string,
  changes: readonly AuditChange[],
): Promise<void> {
  const entry = { type: `${resource.noun}.${event}`, resource: resource.name, recordId, changes };
  await appendAuditEvent(writer, context, entry, now);
}
