import { openDatabase } from "../../apps/api/src/database/open-database.ts";
import { migrate } from "../../apps/api/src/database/migrate.ts";
import { runCli } from "./run-cli.ts";

/** Migrates the database, and fills it with the demo data where there is nobody in it. */
export async function prepareDatabase(databaseUrl: string): Promise<void> {
  if (await migrateAndCountUsers(databaseUrl)) return;
  await runCli("seed");
}

async function migrateAndCountUsers(databaseUrl: string): Promise<number> {
  const database = await openDatabase(databaseUrl);
  try {
    await migrate(database);
    const users = await database.read.selectFrom("users").select("id").limit(1).execute();
    return users.length;
  } finally {
    await database.close();
  }
}
