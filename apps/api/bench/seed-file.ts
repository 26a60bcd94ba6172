import { migrate } from "../src/database/migrate.ts";
import { openDatabase } from "../src/database/open-database.ts";
import { createPasswordHasher } from "../src/password/password-hasher.ts";
import { seed } from "../src/seed.ts";

/** Makes an SQLite file with the demo data and so many invoices. */
export async function seedFile(file: string, invoices: number): Promise<void> {
  const database = await openDatabase(`file:${file}`);
  const hasher = createPasswordHasher();
  try {
    await migrate(database);
    await seed({ database, hasher, publicUrl: undefined, invoices, now: Date.now() });
  } finally {
    hasher.close();
    await database.close();
  }
}
