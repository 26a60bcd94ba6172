import type { FilterPayload, SortPayload } from "react-admin";

/** The query of a list without a range: every row that the filter lets through. */
export function listQuery(sort: SortPayload, filter: FilterPayload): string {
  const query = new URLSearchParams({
    sort: JSON.stringify([sort.field, sort.order]),
    filter: JSON.stringify(filter),
  });
  return query.toString();
}
