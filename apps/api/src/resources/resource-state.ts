import { sql } from "kysely";
import type { Reader, Writer } from "../database/database.ts";
import type { Resource, ResourceState } from "./resource.ts";
import type { StatementAccess } from "./statement-cache.ts";
import { tablesOf } from "./tables-of.ts";

/**
 * How many records there are and how often the resource changed, read by key; undefined for a resource that nobody
 * counts.
 */
export async function readResourceState(
  { statements, reader }: StatementAccess,
  resource: Resource,
): Promise<ResourceState | undefined> {
  if (resource.readState === null) return undefined;
  if (resource.readState) return await resource.readState(reader);
  const [state] = await statements.run(
    reader,
    "resource state",
    [resource.name],
    ([name = null]) =>
      sql<ResourceState>`select changes, total from resource_states where resource = ${name}`,
  );
  return state ?? { changes: 0, total: await countRows(reader, resource) };
}

/** Tells every process that lists of the resource look different once this transaction is committed. */
export async function noteChange(writer: Writer, resource: Resource, addedRows: number): Promise<void> {
  if (resource.readState !== undefined) return;
  const { numUpdatedRows } = await writer
    .updateTable("resource_states")
    .set((eb) => ({ changes: eb("changes", "+", 1), total: eb("total", "+", addedRows) }))
    .where("resource", "=", resource.name)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows > 0n) return;
  const total = await countRows(writer, resource);
  await writer
    .insertInto("resource_states")
    .values({ resource: resource.name, changes: 1, total })
    .onConflict((conflict) =>
      conflict.column("resource").doUpdateSet({
        changes: sql`resource_states.changes + 1`,
        total: sql`resource_states.total + ${addedRows}`,
      }),
    )
    .execute();
}

async function countRows(reader: Reader, resource: Resource): Promise<number> {
  const { count } = await tablesOf(reader)
    .selectFrom(resource.table)
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .executeTakeFirstOrThrow();
  return count;
}
