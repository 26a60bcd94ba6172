import BetterSqlite3 from "better-sqlite3";
import pg from "pg";
import { onTestFinished, vi } from "vitest";
import type { Engine } from "./build-test-app.ts";

/** What this process asks its databases from now on: the statements that name one of `tables`, in their order. */
export function watchStatements(engine: Engine, tables: readonly string[]): () => string[] {
  const asked = engine === "sqlite" ? watchSqlite() : watchPostgres();
  const pattern = new RegExp(`"?\\b(${tables.join("|")})\\b"?`);
  return () =>
    asked()
      .splice(0)
      .filter((sql) => pattern.test(sql));
}

function watchSqlite(): () => string[] {
  const probe = new BetterSqlite3(":memory:");
  const statement = Object.getPrototypeOf(probe.prepare("select 1")) as BetterSqlite3.Statement;
  probe.close();
  const seen: string[] = [];
  const { all } = statement;
  const spy = vi.spyOn(statement, "all").mockImplementation(function (
    this: BetterSqlite3.Statement,
    ...values
  ) {
    seen.push(this.source);
    return all.apply(this, values);
  });
  onTestFinished(() => spy.mockRestore());
  return () => seen;
}

function watchPostgres(): () => string[] {
  const seen: string[] = [];
  const spy = vi.spyOn(pg.Client.prototype, "query");
  onTestFinished(() => spy.mockRestore());
  return () => {
    for (const [query] of spy.mock.calls as unknown as [string | { text: string }][]) {
      seen.push(typeof query === "string" ? query : query.text);
    }
    spy.mockClear();
    return seen;
  };
}
