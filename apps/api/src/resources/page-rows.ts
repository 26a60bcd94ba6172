import type { Condition } from "./conditions.ts";
import { startCondition, type Stretch } from "./landmarks.ts";
import type { Filter } from "./list-query.ts";
import type { Ordering } from "./ordered-rows.ts";
import type { RowForm } from "./row-forms.ts";
import type { StatementAccess } from "./statement-cache.ts";
import type { StoredValue } from "./stored-record.ts";

/** Where the rows of a page are, and in which direction they are read there. */
export interface PagePlace {
  readonly direction: "asc" | "desc";
  readonly stretches: readonly Stretch[];
}

/** Reads a page in the direction in which it is wanted, whatever the one in which it is found. */
export async function readPage<R, P, A>(
  { statements, reader }: StatementAccess,
  ordering: Ordering,
  { direction, stretches }: PagePlace,
  form: RowForm<R, P, A>,
): Promise<A> {
  const isTurned = direction !== (ordering.sort.direction === "DESC" ? "desc" : "asc");
  const parts: P[] = [];
  for (const { start, skip, take } of stretches) {
    const { key, id } = "landmark" in start ? start.landmark : noLandmark;
    const values = [take, skip === 0 ? null : skip, key, id, ...valuesOf(ordering.filter)];
    const build = ([
      some = 0,
      none = null,
      slotKey = null,
      slotId = null,
      ...rest
    ]: readonly StoredValue[]) => {
      const from = startCondition(ordering, start.at, { key: slotKey, id: slotId });
      const slotted = { ...ordering, filter: withValues(ordering.filter, rest) };
      return form.query(slotted, { direction, take: some, skip: none, from }, isTurned);
    };
    const shape = `${form.name} ${direction} ${start.at} ${shapeOf(ordering)}`;
    const rows = await statements.run(reader, shape, values, build);
    parts.push(form.collect(rows, isTurned));
  }
  return form.join(isTurned ? parts.toReversed() : parts);
}

/** What tells the queries of two orderings apart, but for the values in their conditions. */
const shapeOf = ({ resource, filter, sort, options }: Ordering) =>
  JSON.stringify([
    resource.name,
    sort,
    options.isReference,
    options.followsOrder,
    filter.conditions.map((each) => [each.field, each.operator, valuesIn(each).length]),
    filter.search,
  ]);

const valuesIn = (condition: Condition): readonly StoredValue[] =>
  condition.operator === "in" ? condition.values : [condition.value];

const valuesOf = ({ conditions }: Filter) => conditions.flatMap(valuesIn);

/** The filter with other values in the places of its own. */
function withValues({ conditions, search }: Filter, values: readonly StoredValue[]): Filter {
  const rest = values.values();
  const next = () => rest.next().value ?? null;
  const replaced = conditions.map((condition): Condition =>
    condition.operator === "in"
      ? { ...condition, values: condition.values.map(next) }
      : { ...condition, value: next() },
  );
  return { conditions: replaced, search };
}

const noLandmark = { key: null, id: null };
