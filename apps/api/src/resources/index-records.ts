import { searchIndexOf } from "../database/choose-search-index.ts";
import type { ChangeContext, Resource, ResourceRecord } from "./resource.ts";
import { searchDocumentOf } from "./search-document.ts";

/** Puts the search documents of records in step with them. */
export async function indexRecords(
  { writer, engine }: Pick<ChangeContext, "writer" | "engine">,
  resource: Resource,
  records: readonly ResourceRecord[],
): Promise<void> {
  if (!resource.search) return;
  const documents = await Promise.all(records.map((record) => searchDocumentOf(resource, record, writer)));
  await searchIndexOf(engine).put(writer, resource.table, documents);
}
