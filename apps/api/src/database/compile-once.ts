import type { Compilable, CompiledQuery, DialectAdapter } from "kysely";
import type { Reader } from "./database.ts";

/** Stands for a value in a query that is compiled for all values. */
export class Slot {
  readonly name: string | number;

  constructor(name: string | number) {
    this.name = name;
  }
}

/** The query with values in the places of its slots. */
export const fillSlots = <R>(
  compiled: CompiledQuery<R>,
  valueOf: (name: string | number) => unknown,
): CompiledQuery<R> => ({
  ...compiled,
  parameters: compiled.parameters.map((one) => (one instanceof Slot ? valueOf(one.name) : one)),
});

/**
 * A query that is built and compiled at its first use on a database and only run from then on: building one costs more
 * than SQLite needs to answer it. `build` sees slots in the places of `values`, which it may do nothing with but put them
 * into the query; every use gives the same names. Resolves to the rows of the answer.
 */
export function compileOnce<V extends object, R>(
  build: (db: Reader, values: V) => Compilable<R>,
): (db: Reader, values: V) => Promise<R[]> {
  const kept = new WeakMap<DialectAdapter, CompiledQuery<R>>();

  function compile(db: Reader, values: V): CompiledQuery<R> {
    const compiled = build(db, toSlots(values)).compile();
    kept.set(db.getExecutor().adapter, compiled);
    return compiled;
  }

  return async (db, values) => {
    const compiled = kept.get(db.getExecutor().adapter) ?? compile(db, values);
    const { rows } = await db.executeQuery(fillSlots(compiled, (name) => values[name as keyof V]));
    return rows;
  };
}

/** The cast is what lets queries be built of slots as they are of values. */
const toSlots = <V extends object>(values: V): V =>
  Object.fromEntries(Object.keys(values).map((name) => [name, new Slot(name)])) as V;
