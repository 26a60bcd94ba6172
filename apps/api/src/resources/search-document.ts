import type { Reader } from "../database/database.ts";
import type { SearchDocument } from "../database/search-index.ts";
import { markReferenceTokens, tokenizeDocument } from "../database/search-tokens.ts";
import type { Resource, ResourceRecord } from "./resource.ts";

/** What a record is found by. */
export async function searchDocumentOf(
  { search }: Resource,
  record: ResourceRecord,
  reader: Reader,
): Promise<SearchDocument> {
  const tokens = tokenizeDocument((await search?.text(record, reader)) ?? []);
  const marked = markReferenceTokens(tokenizeDocument(search?.referenceText?.(record) ?? []));
  return { id: record.id, tokens: [...tokens, ...marked] };
}
