import { rmSync } from "node:fs";
import fc from "fast-check";
import { operatorContext } from "../../src/audit/audit-log.ts";
import { endRestoredSessions } from "../../src/cli/restored-sessions.ts";
import { openDatabase } from "../../src/database/open-database.ts";
import { backupSqlite } from "../../src/database/sqlite/backup-sqlite.ts";
import { sqlitePath } from "../../src/database/sqlite/open-sqlite.ts";
import { restoreSqlite } from "../../src/database/sqlite/restore-sqlite.ts";
import { allCommands, type Run, type Step, step } from "./session-commands.ts";
import type { SessionWorld } from "./session-world.ts";

const backupOf = (world: SessionWorld) => `${sqlitePath(world.options.databaseUrl)}.backup`;

const backUp = step("the database is backed up", async (run, world) => {
  rmSync(backupOf(world), { force: true });
  await backupSqlite(sqlitePath(world.options.databaseUrl), backupOf(world));
  // What is only in memory is in no backup.
  run.backup = { ...run.session, memory: undefined };
});

const restore = (keepSessions: boolean) =>
  step(
    `the backup is restored${keepSessions ? " with its sessions" : ""}`,
    async (run, world) => {
      if (!run.backup) return;
      await world.exchange(() =>
        restoreSqlite(backupOf(world), sqlitePath(world.options.databaseUrl), (copy) =>
          keepSessions ? Promise.resolve() : endSessionsIn(copy, world),
        ),
      );
      takeBack(run, keepSessions);
    },
    ({ backup }) => backup !== undefined,
  );

async function endSessionsIn(copy: string, { options: { clock } }: SessionWorld): Promise<void> {
  const database = await openDatabase(`file:${copy}`);
  await endRestoredSessions({ database, clock, context: operatorContext });
  await database.close();
}

/** From here on N2 to N4 hold as if nothing that came after the backup had ever been. */
function takeBack(run: Run, keepSessions: boolean): void {
  run.session = { ...(run.backup ?? run.session) };
  run.hasRestored = true;
  run.handedOut = new Map();
  if (keepSessions) return;
  run.isUndisturbed = false;
  run.session.endedBy ??= "restored";
}

/** Everything that can happen to a session, and the operator's backups besides; on SQLite only. */
export const restoreCommands = (leewayMs: number): fc.Arbitrary<Step>[] => [
  ...allCommands(leewayMs),
  fc.constantFrom(backUp, backUp, restore(true), restore(false)),
];
