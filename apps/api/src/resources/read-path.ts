import type { ListQuery } from "./list-query.ts";
import type { Resource, ResourceState } from "./resource.ts";

/** Rows that may be walked through on the event loop; what takes longer is read beside it. */
export const shallowRows = 2000;

/** A filter that lets through more than one row in this many is read along the order, fewer by their own index. */
const denseShare = 50;

/** More than one row in this many: a page is a few hundred steps along the order. */
const veryDenseShare = 12;

export interface ReadPath {
  /** Whether to walk along the order and test each row, instead of finding all rows of the filter and sorting them. */
  readonly followsOrder: boolean;
  /** Whether finding the page may take long on SQLite, however near its beginning it is. */
  readonly isSlow: boolean;
}

/** How to find the rows of a page, by how many of the resource's records its filter lets through. */
export function choosePath(
  resource: Resource,
  { conditions, search, sort }: ListQuery,
  total: number,
  state: ResourceState | undefined,
): ReadPath {
  const hasShare = (share: number) => state !== undefined && total * share > state.total;
  if (search) return { followsOrder: hasShare(denseShare), isSlow: true };
  if (conditions.length === 0) return { followsOrder: true, isSlow: false };
  const hasJointIndex = conditions.some(
    ({ field, operator }) =>
      operator === "eq" && (sort.field === "id" || resource.jointIndexes?.[field]?.includes(sort.field)),
  );
  if (hasJointIndex) return { followsOrder: false, isSlow: conditions.length > 1 };
  // Its index finds an id at once, whatever share of a small resource some ids are.
  const asksForIds = conditions.some(({ field, operator }) => field === "id" && operator === "in");
  if (!asksForIds && hasShare(denseShare)) return { followsOrder: true, isSlow: !hasShare(veryDenseShare) };
  return { followsOrder: false, isSlow: total > shallowRows || (asksForIds && conditions.length > 1) };
}
