import { type AuditContext, operatorContext } from "../audit/audit-log.ts";
import { type Clock, createSystemClock } from "../clock.ts";
import type { Config } from "../config.ts";
import { migrate } from "../database/migrate.ts";
import { type AnyDatabase, openDatabase } from "../database/open-database.ts";
import { createSessionStore } from "../database/open-session-store.ts";
import {
  type AccountAdministration,
  createAccountAdministration,
} from "../features/accounts/account-administration.ts";
import { createAccountImport, type ImportAccounts } from "../features/accounts/account-import.ts";
import { createPasswordChanges, type PasswordChanges } from "../features/accounts/password-change.ts";
import { createFactorReset, type ResetFactors } from "../features/second-factor/factor-reset.ts";
import { createKeyRing, type KeyRing } from "../features/session/key-ring.ts";
import { createSessionEnd } from "../features/session/session-end.ts";
import { unlimitedAttempts } from "../guessing/password-attempts.ts";
import { loadRefreshKeys } from "../load-refresh-keys.ts";
import { createOwnPassword } from "../password/own-password.ts";
import { noSecondFactors } from "../second-factor-port.ts";
import { createPasswordHasher, type PasswordHasher } from "../password/password-hasher.ts";

/** What commands work with: the services of the server, without HTTP, on the same database. */
export interface Installation {
  readonly config: Config;
  readonly database: AnyDatabase;
  readonly clock: Clock;
  readonly hasher: PasswordHasher;
  readonly context: AuditContext;
  readonly accounts: AccountAdministration;
  readonly passwords: PasswordChanges;
  readonly importAccounts: ImportAccounts;
  readonly resetFactors: ResetFactors;
  readonly createKeys: () => KeyRing;
}

/** Opens the database, migrates it, and closes everything when `work` is done. */
export async function withInstallation<T>(
  config: Config,
  work: (installation: Installation) => Promise<T>,
): Promise<T> {
  const database = await openDatabase(config.databaseUrl);
  const hasher = createPasswordHasher();
  try {
    await migrate(database);
    const clock = createSystemClock();
    const { endSessionsOf } = createSessionEnd({ database, store: createSessionStore(database), clock });
    const ownPassword = createOwnPassword({ database, hasher, attempts: unlimitedAttempts });
    const { requireShownFactor } = noSecondFactors;
    const options = { config, database, hasher, clock, endSessionsOf, ownPassword, requireShownFactor };
    return await work({
      config,
      database,
      clock,
      hasher,
      context: operatorContext,
      accounts: createAccountAdministration(options),
      passwords: createPasswordChanges(options),
      importAccounts: createAccountImport(options),
      resetFactors: createFactorReset(options),
      createKeys: () =>
        createKeyRing({ database, refreshKeys: loadRefreshKeys(config), clock, onRemoved: () => undefined }),
    });
  } finally {
    hasher.close();
    await database.close();
  }
}
