import { AppError } from "../errors.ts";
import { findRefusal, presentRecord, viewFor, type View } from "./access.ts";
import { insertRecord, lockRecord, lockRecords, removeRecord, updateRecord } from "./record-writer.ts";
import { findChanges, requireVersion, type Precondition } from "./requested-changes.ts";
import type { ChangeContext, Resource, ResourceRecord } from "./resource.ts";

type Body = Readonly<Record<string, unknown>>;

/** What the caller sees of a record he has just changed. */
export const showChanged = (
  resource: Resource,
  record: ResourceRecord,
  { caller }: ChangeContext,
): ResourceRecord => presentRecord(resource, record, caller, wholeView(resource, caller));

const wholeView = (resource: Resource, caller: ChangeContext["caller"]): View =>
  viewFor(resource, caller, "show");

/** Makes a record of a body that the resource's schema has accepted. */
export async function createRecord(
  change: ChangeContext,
  resource: Resource,
  body: Body,
): Promise<ResourceRecord> {
  const fields = (await resource.hooks.create?.({ ...body }, change)) ?? body;
  return await insertRecord(change, resource, withNulls(resource, fields));
}

/** Changes one record; 404, 403, 412, 409 and 400 are found in this order. */
export async function changeRecord(
  change: ChangeContext,
  resource: Resource,
  id: string,
  { body, precondition }: { body: Body; precondition: Precondition },
): Promise<ResourceRecord> {
  const stored = await lockRecord(change, resource, id);
  if (!stored) throw new AppError("not_found");
  return await applyChange(change, resource, stored, { body, precondition });
}

/** Deletes one record and answers with what it was. */
export async function deleteRecord(
  change: ChangeContext,
  resource: Resource,
  id: string,
  precondition: Precondition,
): Promise<ResourceRecord> {
  const stored = await lockRecord(change, resource, id);
  if (!stored) throw new AppError("not_found");
  requireChangeable(change, resource, stored, { action: "delete", precondition });
  await removeRecord(change, resource, stored);
  return stored;
}

/** Changes many records alike, or none: 404 names the ids that are missing. The precondition must hold for each. */
export async function changeRecords(
  change: ChangeContext,
  resource: Resource,
  ids: readonly string[],
  request: { body: Body; precondition: Precondition },
): Promise<void> {
  for (const stored of await lockAll(change, resource, ids))
    await applyChange(change, resource, stored, request);
}

/** Deletes many records, or none. The precondition must hold for each. */
export async function deleteRecords(
  change: ChangeContext,
  resource: Resource,
  ids: readonly string[],
  precondition: Precondition,
): Promise<void> {
  for (const stored of await lockAll(change, resource, ids)) {
    requireChangeable(change, resource, stored, { action: "delete", precondition });
    await removeRecord(change, resource, stored);
  }
}

async function lockAll(
  change: ChangeContext,
  resource: Resource,
  ids: readonly string[],
): Promise<ResourceRecord[]> {
  const stored = await lockRecords(change, resource, ids);
  const found = new Set(stored.map(({ id }) => id));
  const missing = ids.filter((id) => !found.has(id));
  if (missing.length === 0) return stored;
  throw new AppError("not_found", {
    message: `These records do not exist: ${missing.join(", ")}`,
    members: { missing },
  });
}

async function applyChange(
  change: ChangeContext,
  resource: Resource,
  stored: ResourceRecord,
  { body, precondition }: { body: Body; precondition: Precondition },
): Promise<ResourceRecord> {
  requireChangeable(change, resource, stored, { action: "edit", precondition, body });
  const changes = findChanges(resource, showChanged(resource, stored, change), body);
  if (Object.keys(changes).length === 0) return stored;
  const fields = (await resource.hooks.update?.(stored, changes, change)) ?? changes;
  return await updateRecord(change, resource, stored, fields);
}

/** A right that is missing is said before a stale version is, and that before a state that forbids it. */
function requireChangeable(
  change: ChangeContext,
  resource: Resource,
  stored: ResourceRecord,
  { action, precondition, body }: { action: string; precondition: Precondition; body?: Body },
): void {
  const refusal = findRefusal(resource, change.caller, action, stored);
  if (refusal?.status === 403) throw refusal;
  requireVersion(stored, showChanged(resource, stored, change), precondition, body);
  if (refusal) throw refusal;
}

/** Fields that a body left out are stored as null, where nothing else was made of them. */
function withNulls(resource: Resource, fields: Body): Body {
  const nulls = [...resource.columns.values()]
    .filter(({ isNullable }) => isNullable)
    .map(({ field }) => [field, null] as const);
  const missing: Body = Object.fromEntries(nulls);
  return { ...missing, ...fields };
}
