import { sql, type RawBuilder } from "kysely";
import { searchIndexOf } from "../database/choose-search-index.ts";
import type { Database, Reader } from "../database/database.ts";
import type { View } from "./access.ts";
import { canReadJson, jsonSelection } from "./json-rows.ts";
import { KeptAnswers } from "./kept-answers.ts";
import { readFromLandmark, readLandmarks, landmarkDistance, type Landmark } from "./landmarks.ts";
import type { Filter, ListQuery } from "./list-query.ts";
import { readSlice, tableName, whereClause, type Ordering } from "./ordered-rows.ts";
import { planPage, type PagePlan } from "./page-plan.ts";
import { choosePath, shallowRows } from "./read-path.ts";
import type { Resource, ResourceState } from "./resource.ts";
import { readResourceState } from "./resource-state.ts";
import type { Row } from "./stored-record.ts";

export interface ListPage {
  /** For `toRecord`, or for `toJson` where `isJson`. */
  readonly rows: Row[];
  readonly isJson: boolean;
  /** Rows that the filter lets through, exactly. */
  readonly total: number;
}

const keptTotals = 2000;
const keptOrders = 50;

/** Reads pages of lists, keeping totals and landmarks as long as a resource does not change. */
export class ListReader {
  readonly #database: Database;
  readonly #totals = new KeptAnswers<number>(keptTotals);
  readonly #selections = new WeakMap<Resource, RawBuilder<unknown>>();
  readonly #landmarks = new KeptAnswers<readonly Landmark[]>(keptOrders);

  constructor(database: Database) {
    this.#database = database;
  }

  async read(resource: Resource, query: ListQuery, view: View): Promise<ListPage> {
    const state = await readResourceState(this.#database.read, resource);
    const total = await this.#count(resource, query, view, state);
    const plan = planPage(total, query.offset, query.limit, query.sort.direction === "DESC");
    if (plan.take === 0) return { rows: [], isJson: false, total };
    const path = choosePath(resource, query, total, state);
    const isJson = canReadJson(this.#database.engine, resource, view);
    const order = this.orderingOf(resource, query, view, path.followsOrder);
    const ordering = isJson ? { ...order, selection: this.#selectionOf(resource) } : order;
    const landmark =
      plan.skip > shallowRows && state ? await this.#findLandmark(ordering, plan, state) : undefined;
    const isSlow = path.isSlow || (plan.skip > shallowRows && !landmark);
    const reader = isSlow ? this.#database.background : this.#database.read;
    return { rows: await readPlanned(reader, ordering, plan, landmark), isJson, total };
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

  #selectionOf(resource: Resource): RawBuilder<unknown> {
    const selection = this.#selections.get(resource) ?? jsonSelection(resource);
    this.#selections.set(resource, selection);
    return selection;
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

async function readPlanned(
  reader: Reader,
  ordering: Ordering,
  plan: PagePlan,
  landmark: Landmark | undefined,
): Promise<Row[]> {
  const isDescending = ordering.sort.direction === "DESC";
  if (landmark) {
    const rows = await readFromLandmark(reader, ordering, landmark, plan);
    return isDescending ? rows.toReversed() : rows;
  }
  const direction = plan.readsBackwards ? "desc" : "asc";
  const rows = await readSlice(reader, ordering, { direction, skip: plan.skip, take: plan.take });
  return isDescending === plan.readsBackwards ? rows : rows.toReversed();
}

async function countRows(reader: Reader, ordering: Ordering): Promise<number> {
  const { resource, filter, options } = ordering;
  const { search, conditions } = filter;
  const isSearchOnly = conditions.length === 0 && !resource.deletedColumn && !options.isReference;
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
