import type { Database as Connection, Statement } from "better-sqlite3";
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  SqliteAdapter,
  SqliteDialect,
  SqliteDriver,
  SqliteQueryCompiler,
  type Kysely,
} from "kysely";
import { whenUnlocked } from "./when-unlocked.ts";

const maxStatements = 500;

/** A parameter for statements that are prepared once and run with many values; see `OpaqueParameterCompiler`. */
export const opaqueParameter = "+?";

/** Kysely prepares each query anew; the statements of one connection are kept instead, the oldest leaving first. */
function keepStatements(connection: Connection) {
  const statements = new Map<string, Statement>();
  return {
    prepare(sql: string): Statement {
      const kept = statements.get(sql);
      if (kept && !kept.busy) return kept;
      const statement = connection.prepare(sql);
      if (statements.size >= maxStatements) statements.delete(statements.keys().next().value ?? "");
      statements.set(sql, statement);
      return statement;
    },
    close: () => connection.close(),
  };
}

/** Writers take the lock when they begin: a transaction that reads first can't fail half way for a newer write. */
class ImmediateDriver extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await whenUnlocked(() => connection.executeQuery(CompiledQuery.raw("begin immediate")));
  }
}

/**
 * SQLite looks at the value of a bare parameter to plan a query (LIMIT, joins, equality beside an order), and prepares the
 * statement anew each time another is bound, which costs several times the query. It does not look behind a plus sign.
 */
class OpaqueParameterCompiler extends SqliteQueryCompiler {
  protected override getCurrentParameterPlaceholder(): string {
    return opaqueParameter;
  }
}

/** SQLite does roll back DDL, so migrations of several processes that start at once run one after the other. */
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

/** Kysely's SQLite dialect over one connection of better-sqlite3. */
export function createSqliteDialect(connection: Connection): Dialect {
  const config = { database: keepStatements(connection) };
  const base = new SqliteDialect(config);
  return {
    createAdapter: () => new TransactionalAdapter(),
    createDriver: (): Driver => new ImmediateDriver(config),
    createIntrospector: (db: Kysely<unknown>) => base.createIntrospector(db),
    createQueryCompiler: () => new OpaqueParameterCompiler(),
  };
}
