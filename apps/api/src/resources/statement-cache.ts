import type { CompiledQuery, RawBuilder } from "kysely";
import { fillSlots, Slot } from "../database/compile-once.ts";
import type { Reader } from "../database/database.ts";
import { LeastRecentlyUsed } from "./least-recently-used.ts";
import type { StoredValue } from "./stored-record.ts";

const maxStatements = 500;

export interface StatementAccess {
  readonly statements: StatementCache;
  readonly reader: Reader;
}

/** Compiles each shape of query once: building one costs more than SQLite needs to answer it. */
export class StatementCache {
  readonly #compiled = new LeastRecentlyUsed<CompiledQuery>(maxStatements);

  /**
   * The rows of the query that `build` makes of `values`. Queries of one `shape` may differ in nothing but these; `build`
   * sees of them only which are null.
   */
  async run<R>(
    reader: Reader,
    shape: string,
    values: readonly StoredValue[],
    build: (values: readonly StoredValue[]) => RawBuilder<R>,
  ): Promise<R[]> {
    const key = `${values.map((value) => (value === null ? 0 : 1)).join("")} ${shape}`;
    const compiled = this.#compiled.get(key) ?? this.#keep(key, build(values.map(toSlot)).compile(reader));
    const query = fillSlots(compiled as CompiledQuery<R>, (index) => values[Number(index)]);
    const { rows } = await reader.executeQuery(query);
    return rows;
  }

  #keep(key: string, compiled: CompiledQuery): CompiledQuery {
    this.#compiled.set(key, compiled);
    return compiled;
  }
}

/** The cast is what lets queries be built of slots as they are of values. */
const toSlot = (value: StoredValue, index: number) =>
  value === null ? null : (new Slot(index) as unknown as StoredValue);
