import { invalidQuery } from "./invalid-query.ts";
import { parseConditions, type Condition } from "./conditions.ts";
import { maxRows } from "./limits.ts";
import type { Resource, SortDirection } from "./resource.ts";
import { splitWords, tokenizeQuery, type SearchTerms } from "../database/search-tokens.ts";

const defaultRows = 25;
const maxSearchLength = 200;

export interface Sort {
  readonly field: string;
  readonly direction: SortDirection;
}

export interface Filter {
  readonly conditions: readonly Condition[];
  readonly search: SearchTerms | undefined;
}

export interface ListQuery extends Filter {
  readonly sort: Sort;
  readonly offset: number;
  readonly limit: number;
}

/** The query string of a list as ra-data-simple-rest sends it: each part JSON. */
export interface ListParameters {
  sort?: string | undefined;
  range?: string | undefined;
  filter?: string | undefined;
}

/** Parses a list's query string; throws a 400 that names what is wrong. `fields` is what the caller may read. */
export function parseListQuery(
  resource: Resource,
  parameters: ListParameters,
  fields: ReadonlySet<string>,
): ListQuery {
  const filter = parseFilter(resource, parameters.filter, fields);
  const sort = parseSort(resource, parameters.sort, fields);
  return { ...filter, sort, ...parseRange(parameters.range, filter) };
}

/** The filter alone, as a list and an export have it. */
function parseFilter(resource: Resource, text: string | undefined, fields: ReadonlySet<string>): Filter {
  const filter = text === undefined ? {} : parseJson("filter", text);
  if (!isPlainObject(filter)) throw invalidQuery("filter", "The filter must be a JSON object.");
  const { q, ...rest } = filter;
  return { conditions: parseConditions(resource, rest, fields), search: parseSearch(resource, q) };
}

function parseSearch(resource: Resource, q: unknown): SearchTerms | undefined {
  if (q === undefined) return undefined;
  if (!isSearchable(resource)) throw invalidQuery("filter", `"q" is not a filter of ${resource.name}.`, "q");
  if (typeof q !== "string") throw invalidQuery("filter", `"q" must be text.`, "q");
  if (q.length > maxSearchLength) {
    throw invalidQuery("filter", `"q" must have at most ${maxSearchLength} characters.`, "q");
  }
  if (q.trim() === "") return undefined;
  return resource.scannedFields ? splitWords(q) : tokenizeQuery(q);
}

export const isSearchable = ({ search, scannedFields }: Resource) =>
  search !== undefined || scannedFields !== undefined;

function parseSort(resource: Resource, text: string | undefined, fields: ReadonlySet<string>): Sort {
  if (text === undefined) return resource.defaultSort ?? { field: "id", direction: "ASC" };
  const sort = parseJson("sort", text);
  if (!Array.isArray(sort) || sort.length !== 2 || typeof sort[0] !== "string") {
    throw invalidQuery("sort", `The sort must be a JSON array such as ["id","ASC"].`);
  }
  const [field, direction] = sort as [string, unknown];
  const isKnown = field === "id" || (resource.sortable.includes(field) && fields.has(field));
  if (!isKnown)
    throw invalidQuery("sort", `"${field}" is not a field that ${resource.name} are sorted by.`, field);
  if (direction !== "ASC" && direction !== "DESC") {
    throw invalidQuery("sort", `The sort direction of "${field}" must be "ASC" or "DESC".`, field);
  }
  return { field, direction };
}

function parseRange(text: string | undefined, filter: Filter): { offset: number; limit: number } {
  if (text === undefined) return { offset: 0, limit: asksForIds(filter) ? maxRows : defaultRows };
  const range = parseJson("range", text);
  if (!Array.isArray(range) || range.length !== 2 || !range.every(isRowNumber)) {
    throw invalidQuery("range", "The range must be a JSON array of two row numbers such as [0,24].");
  }
  const [first, last] = range as [number, number];
  if (last < first) throw invalidQuery("range", `The range [${first},${last}] ends before it begins.`);
  if (last - first >= maxRows) {
    throw invalidQuery("range", `The range [${first},${last}] has more than ${maxRows} rows.`);
  }
  return { offset: first, limit: last - first + 1 };
}

const isRowNumber = (value: unknown) => Number.isSafeInteger(value) && (value as number) >= 0;

/** getMany: all the records of these ids, however many they are. */
const asksForIds = ({ conditions }: Filter) =>
  conditions.some(({ field, operator }) => field === "id" && operator === "in");

export function parseJson(parameter: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw invalidQuery(parameter, `The ${parameter} is not valid JSON.`);
  }
}

export const isPlainObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
