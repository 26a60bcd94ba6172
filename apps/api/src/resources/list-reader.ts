import { sql } from "kysely";
import { searchIndexOf } from "../database/choose-search-index.ts";
import type { Clock } from "../clock.ts";
import type { Database, Reader } from "../database/database.ts";
import type { View } from "./access.ts";
import { canReadJson } from "./json-rows.ts";
import { KeptAnswers } from "./kept-answers.ts";
import { landmarkDistance, readLandmarks, stretchesFrom, type Landmark } from "./landmarks.ts";
import type { Filter, ListQuery } from "./list-query.ts";
import { tableName, whereClause, type Ordering } from "./ordered-rows.ts";
import { planPage, type PagePlan } from "./page-plan.ts";
import { readPage, type PagePlace } from "./page-rows.ts";
import { choosePath, shallowRows } from "./read-path.ts";
import type { Resource, ResourceState } from "./resource.ts";
import { readResourceState } from "./resource-state.ts";
import { jsonForm, rowsForm, type JsonRows } from "./row-forms.ts";
import { StatementCache } from "./statement-cache.ts";
import type { Row } from "./stored-record.ts";

/** A page's rows, as JSON where SQLite could write it, and how many rows the filter lets through, exactly. */
export type ListPage = { readonly total: number } & (
  | { readonly rows: Row[]; readonly json?: never }
  | { readonly json: JsonRows; readonly rows?: never }
);

const keptTotals = 2000;
const keptOrders = 50;
const keptPages = 200;
const maxKeptPageBytes = 65_536;
/** What was written by SQL alone is seen by then. */
const pageMaxAgeMs = 5000;

/** Reads pages of lists, keeping totals, landmarks and for a moment pages as long as a resource does not change. */
export class ListReader {
  readonly #database: Database;
  readonly #totals = new KeptAnswers<number>({ capacity: keptTotals });
  readonly #landmarks = new KeptAnswers<readonly Landmark[]>({ capacity: keptOrders });
  readonly #pages: KeptAnswers<ListPage>;
  readonly #statements = new StatementCache();

  constructor(database: Database, clock: Clock) {
    this.#database = database;
    this.#pages = new KeptAnswers({
      capacity: keptPages,
      maxAgeMs: pageMaxAgeMs,
      clock,
      isKept: ({ json }) => json !== undefined && json.text.length <= maxKeptPageBytes,
    });
  }

  async read(resource: Resource, query: ListQuery, view: View): Promise<ListPage> {
    const access = { statements: this.#statements, reader: this.#database.read };
    const state = await readResourceState(access, resource);
    const make = () => this.#readPage(resource, query, view, state);
    // A page of JSON is the same for everyone who may read it.
    if (!state || !canReadJson(this.#database.engine, resource, view)) return await make();
    return await this.#pages.get(JSON.stringify([resource.name, query]), state.changes, make);
  }

  async #readPage(
    resource: Resource,
    query: ListQuery,
    view: View,
    state: ResourceState | undefined,
  ): Promise<ListPage> {
    const total = await this.#count(resource, query, view, state);
    const plan = planPage(total, query.offset, query.limit, query.sort.direction === "DESC");
    const path = choosePath(resource, query, total, state);
    const ordering = this.orderingOf(resource, query, view, path.followsOrder);
    const landmark =
      plan.skip > shallowRows && state ? await this.#findLandmark(ordering, plan, state) : undefined;
    const isSlow = path.isSlow || (plan.skip > shallowRows && !landmark);
    const reader = isSlow ? this.#database.background : this.#database.read;
    const place = await placeOf(reader, ordering, plan, landmark);
    const access = { statements: this.#statements, reader };
    return canReadJson(this.#database.engine, resource, view)
      ? { total, json: await readPage(access, ordering, place, jsonForm) }
      : { total, rows: await readPage(access, ordering, place, rowsForm) };
  }

  /** The order in which all rows of a query are read. */
  orderingOf(
    resource: Resource,
    query: Filter & Pick<ListQuery, "sort">,
    view: View,
    followsOrder: boolean,
  ): Ordering {
    const options = { engine: this.#database.engine, isReference: view.isReference, followsOrder };
    return { resource, filter: query, sort: query.sort, options };
  }

  async #count(resource: Resource, query: ListQuery, view: View, state: ResourceState | undefined) {
    if (state && !isFiltered(query)) return state.total;
    const ordering = this.orderingOf(resource, query, view, false);
    const count = () => countRows(this.#database.background, ordering);
    return state ? await this.#totals.get(keyOf(ordering), state.changes, count) : await count();
  }

  /** The landmark before a page if those of the order are known; if not they are begun, for the pages after this one. */
  async #findLandmark(ordering: Ordering, { position }: PagePlan, { changes }: ResourceState) {
    const key = `${keyOf(ordering)} ${ordering.sort.field}`;
    // Walking all of a search, its matches are better found at once than row by row.
    const options = { ...ordering.options, followsOrder: !ordering.filter.search };
    const make = () => readLandmarks(this.#database.background, { ...ordering, options });
    const landmarks = await this.#landmarks.getReady(key, changes, make);
    return landmarks?.[Math.floor(position / landmarkDistance)];
  }
}

async function placeOf(
  reader: Reader,
  ordering: Ordering,
  plan: PagePlan,
  landmark: Landmark | undefined,
): Promise<PagePlace> {
  const { skip, take, readsBackwards } = plan;
  if (take === 0) return { direction: "asc", stretches: [] };
  if (landmark) return { direction: "asc", stretches: await stretchesFrom(reader, ordering, landmark, plan) };
  return {
    direction: readsBackwards ? "desc" : "asc",
    stretches: [{ start: { at: "beginning" }, skip, take }],
  };
}

async function countRows(reader: Reader, ordering: Ordering): Promise<number> {
  const { resource, filter, options } = ordering;
  const { search, conditions } = filter;
  const isIndexed = resource.search !== undefined && !resource.deletedColumn && !options.isReference;
  const isSearchOnly = isIndexed && conditions.length === 0;
  if (search && search.tokens.length > 0 && isSearchOnly) {
    return await searchIndexOf(options.engine).count(reader, resource.table, search);
  }
  const { rows } = await sql<{ count: number }>`select count(*) as count from ${tableName(ordering)}
    where ${whereClause(ordering)}`.execute(reader);
  return rows[0]?.count ?? 0;
}

const isFiltered = ({ conditions, search }: Filter) => conditions.length > 0 || search !== undefined;

const keyOf = ({ resource, filter, options }: Ordering) =>
  JSON.stringify([resource.name, options.isReference, filter.conditions, filter.search]);
