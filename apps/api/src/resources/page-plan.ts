/** Which rows to read, counted in ascending order, and whether the page wants them turned round. */
export interface PagePlan {
  /** Rows in ascending order that come before the page. */
  readonly position: number;
  readonly take: number;
  /** Rows to skip when reading from the nearer end. */
  readonly skip: number;
  /** Whether the nearer end is the one with the greatest rows. */
  readonly readsBackwards: boolean;
}

/**
 * Plans a page of `total` rows. Row `offset` of a descending list is found from either end, so no page is further away
 * than half the list.
 */
export function planPage(total: number, offset: number, limit: number, isDescending: boolean): PagePlan {
  const take = Math.max(0, Math.min(limit, total - offset));
  const position = isDescending ? total - offset - take : offset;
  const after = total - position - take;
  const readsBackwards = isDescending ? after <= position : after < position;
  return { position, take, skip: readsBackwards ? after : position, readsBackwards };
}
