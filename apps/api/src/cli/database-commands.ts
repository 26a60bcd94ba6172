import { dirname, resolve } from "node:path";
import type { Command } from "commander";
import type { Config } from "../config.ts";
import { createFolder } from "../database/sqlite/create-folder.ts";
import { backupSqlite } from "../database/sqlite/backup-sqlite.ts";
import { sqlitePath } from "../database/sqlite/open-sqlite.ts";
import { restoreSqlite } from "../database/sqlite/restore-sqlite.ts";
import { type CommandContext, Refusal } from "./command-context.ts";
import { withInstallation } from "./installation.ts";
import { endRestoredSessions } from "./restored-sessions.ts";

/** `migrate`, `backup` and `restore`. */
export function addDatabaseCommands(program: Command, context: CommandContext): void {
  program
    .command("migrate")
    .description("bring the database to this version; a start does the same")
    .action(() => context.onInstallation(async () => context.say("The database is up to date.")));

  program
    .command("backup")
    .description("copy the SQLite database, also while it is served; the refresh key is not inside")
    .argument("<file>", "where to; never overwritten")
    .action(async (file: string) => {
      await backupSqlite(pathOf(context.readConfig()), resolve(file));
      context.say(`Backed up to ${file}.`);
    });

  program
    .command("restore")
    .description("put a backup in the place of the SQLite database, while it is not served")
    .argument("<file>", "a backup")
    .option("--keep-sessions", "leave people signed in who were when it was made")
    .action(async (file: string, { keepSessions = false }: { keepSessions?: boolean }) => {
      const config = context.readConfig();
      const path = pathOf(config);
      createFolder(dirname(path));
      await restoreSqlite(resolve(file), path, (copy) =>
        withInstallation({ ...config, databaseUrl: `file:${copy}` }, async (installation) => {
          if (!keepSessions) await endRestoredSessions(installation);
        }),
      );
      context.say(`Restored ${file}.${keepSessions ? "" : " All sessions are ended."}`);
    });
}

function pathOf({ databaseUrl }: Config): string {
  if (databaseUrl.startsWith("file:")) return sqlitePath(databaseUrl);
  throw new Refusal("This is for SQLite. PostgreSQL has its own tools: pg_dump and pg_restore.");
}
