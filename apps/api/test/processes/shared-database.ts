import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Engine } from "../build-test-app.ts";
import { createPostgresDatabase } from "../postgres/create-postgres-database.ts";

/** The engines, and how many processes each is tested with on one database. */
export const fleets: [engine: Engine, count: number][] = [
  ["postgres", 3],
  ["sqlite", 2],
];

/** An empty database that several processes can open. */
export async function createSharedDatabase(
  engine: Engine,
): Promise<{ url: string; drop: () => Promise<void> }> {
  if (engine === "postgres") return await createPostgresDatabase();
  const folder = mkdtempSync(join(tmpdir(), "gatehouse-processes-"));
  return {
    url: `file:${join(folder, "gatehouse.db")}`,
    drop: async () => rmSync(folder, { recursive: true, force: true }),
  };
}
