import { postgresSearchIndex } from "./postgres/search-index.ts";
import type { SearchIndex } from "./search-index.ts";
import { sqliteSearchIndex } from "./sqlite/search-index.ts";

export const searchIndexOf = (engine: "sqlite" | "postgres"): SearchIndex =>
  engine === "sqlite" ? sqliteSearchIndex : postgresSearchIndex;
