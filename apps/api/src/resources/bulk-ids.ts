import { invalidQuery } from "./invalid-query.ts";
import { maxRows } from "./limits.ts";
import { isPlainObject, parseJson } from "./list-query.ts";

/** The ids of a bulk request: its filter must be exactly `{"id":[…]}`, since anything less could mean everything. */
export function parseBulkIds(filter: string): string[] {
  const parsed = parseJson("filter", filter);
  const ids = isPlainObject(parsed) && Object.keys(parsed).length === 1 ? parsed["id"] : undefined;
  if (!Array.isArray(ids) || !ids.every((id) => typeof id === "string")) {
    throw invalidQuery("filter", 'The filter of a bulk request must be exactly {"id":[…]} with ids as text.');
  }
  const unique = [...new Set(ids)];
  if (unique.length === 0 || ids.length > maxRows) {
    throw invalidQuery("filter", `"id" must have 1 to ${maxRows} ids.`, "id");
  }
  return unique;
}
