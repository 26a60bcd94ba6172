import { tokenizeDocument, tokenizeQuery } from "../src/database/search-tokens.ts";

/** A record as lists see it. */
export type Listed = Readonly<Record<string, unknown>> & { readonly id: string };

export interface ModelQuery {
  readonly sort: readonly [string, "ASC" | "DESC"];
  readonly range: readonly [number, number];
  readonly filter: Readonly<Record<string, unknown>>;
}

/** The dialect in plain words: what a list must answer, found by looking at every record. */
export function evaluateList<R extends Listed>(
  records: readonly R[],
  { sort: [field, direction], range: [first, last], filter }: ModelQuery,
  textsOf: (record: R) => (string | null)[],
): { page: R[]; total: number } {
  const matching = records.filter((record) =>
    Object.entries(filter).every(([name, value]) =>
      name === "q" ? isFound(textsOf(record), String(value)) : holds(record, name, value),
    ),
  );
  const ascending = matching.toSorted((a, b) => compare(a[field], b[field]) || compare(a.id, b.id));
  const ordered = direction === "ASC" ? ascending : ascending.toReversed();
  return { page: ordered.slice(first, last + 1), total: matching.length };
}

function holds(record: Listed, name: string, value: unknown): boolean {
  const [, field = name, operator = "eq"] = /^(.+)_(neq|gte|gt|lte|lt)$/.exec(name) ?? [];
  const stored = record[field];
  if (Array.isArray(value)) return value.includes(stored);
  if (operator === "eq") return stored === value;
  if (operator === "neq") return stored !== value;
  if (stored === null) return false;
  const order = compare(stored, value);
  return { gt: order > 0, gte: order >= 0, lt: order < 0, lte: order <= 0 }[operator] ?? false;
}

/** Nothing is least; text by code points. */
function compare(a: unknown, b: unknown): number {
  if (a === b) return 0;
  if (a === null) return -1;
  if (b === null) return 1;
  if (typeof a === "number" && typeof b === "number") return a - b;
  return Buffer.compare(Buffer.from(a as string), Buffer.from(b as string));
}

function isFound(texts: (string | null)[], search: string): boolean {
  if (search.trim() === "") return true;
  const stored = tokenizeDocument(texts);
  const { tokens, isLastPrefix } = tokenizeQuery(search);
  if (tokens.length === 0) return false;
  return tokens.every((token, index) => {
    const isPrefix = isLastPrefix && index === tokens.length - 1;
    return isPrefix ? stored.some((found) => found.startsWith(token)) : stored.includes(token);
  });
}
