import { isAllowed } from "@gatehouse/shared/permissions";
import { AppError } from "../errors.ts";
import type { Caller, Resource, ResourceRecord } from "./resource.ts";

/** The part of a resource that a caller may read. */
export interface View {
  readonly fields: ReadonlySet<string>;
  /** Only what a reference to the record shows, such as a user's name. */
  readonly isReference: boolean;
}

export type ReadAction = "list" | "show" | "export";

const asks = (resource: Resource, { role, userId }: Caller, action: string, record?: ResourceRecord) =>
  isAllowed({ role, userId, resource: resource.name, action, record });

/** What the caller reads of the resource; 403 where it is nothing. */
export function viewFor(resource: Resource, caller: Caller, action: ReadAction): View {
  if (asks(resource, caller, action)) return { fields: resource.fields, isReference: false };
  if (resource.referenceSchema && asks(resource, caller, "reference")) {
    return { fields: new Set(Object.keys(resource.referenceSchema.properties)), isReference: true };
  }
  throw new AppError("insufficient_scope");
}

/** 403 where the caller's role may do this to no record at all. */
export function requireRight(resource: Resource, caller: Caller, action: string): void {
  if (!asks(resource, caller, action)) throw new AppError("insufficient_scope");
}

/**
 * Why the caller may not do this to this record, if he may not. A refusal by the record's state is told apart from one
 * by right: it is given only after the version was compared.
 */
export function findRefusal(
  resource: Resource,
  caller: Caller,
  action: string,
  record: ResourceRecord,
): AppError | undefined {
  const explained = resource.hooks.refuse?.(action, record, caller);
  if (explained) return explained;
  return asks(resource, caller, action, record) ? undefined : new AppError("insufficient_scope");
}

/** The record as the caller may see it. */
export function presentRecord(
  resource: Resource,
  record: ResourceRecord,
  caller: Caller,
  view: View,
): ResourceRecord {
  const added = resource.hooks.present?.(record, caller);
  const whole = added ? { ...record, ...added } : record;
  if (!view.isReference) return whole;
  return Object.fromEntries(
    Object.entries(whole).filter(([field]) => view.fields.has(field)),
  ) as ResourceRecord;
}
