import { isDeepStrictEqual } from "node:util";
import type { FieldErrors } from "@gatehouse/shared/problem";
import type { FastifyRequest } from "fastify";
import { AppError } from "../errors.ts";
import { matchesVersion } from "./etag.ts";
import type { Resource, ResourceRecord } from "./resource.ts";

/** What a client says about the version it has seen. */
export interface Precondition {
  readonly ifMatch: string | undefined;
}

export const preconditionOf = ({ headers }: Pick<FastifyRequest, "headers">): Precondition => ({
  ifMatch: headers["if-match"],
});

/** 412 with the stored record where the client has seen another version, by If-Match or by `version` in the body. */
export function requireVersion(
  stored: ResourceRecord,
  shown: ResourceRecord,
  { ifMatch }: Precondition,
  body: Readonly<Record<string, unknown>> = {},
): void {
  const isCurrent = ifMatch === undefined || matchesVersion(ifMatch, stored.version);
  const isSeen = body["version"] === undefined || body["version"] === stored.version;
  if (!isCurrent || !isSeen) throw new AppError("version_conflict", { members: { current: shown } });
}

/**
 * The fields of a body that differ from the stored record. React Admin sends whole records, so the server's own fields
 * may be there, but only as they are stored: another value is a 400 that names the field. Those that change without a new
 * version may have done so since the record was read, if it says which version that was.
 */
export function findChanges(
  resource: Resource,
  shown: ResourceRecord,
  body: Readonly<Record<string, unknown>>,
): Partial<ResourceRecord> {
  const writable: readonly string[] = resource.writable ?? [];
  const unversioned: readonly string[] = body["version"] === undefined ? [] : (resource.unversioned ?? []);
  const changed = Object.entries(body).filter(
    ([field, value]) => !unversioned.includes(field) && !isSame(resource, field, shown[field], value),
  );
  const errors: FieldErrors = {};
  for (const [field] of changed) {
    if (!writable.includes(field)) errors[field] = "This field is set by the server.";
  }
  if (Object.keys(errors).length > 0) throw new AppError("validation_failed", { errors });
  return Object.fromEntries(changed);
}

function isSame(resource: Resource, field: string, stored: unknown, value: unknown): boolean {
  const isInstant = resource.columns.get(field)?.kind === "instant";
  if (isInstant && typeof stored === "string" && typeof value === "string") {
    return Date.parse(stored) === Date.parse(value);
  }
  return isDeepStrictEqual(stored, value);
}
