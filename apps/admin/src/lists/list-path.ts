/** A view's filters appear in the form, so that one sees and can change what is asked. */
export const shownFilters = (filter: object) =>
  Object.fromEntries(Object.keys(filter).map((source) => [source, true]));

/** The address of a list with a filter. */
export function listPath(resource: string, filter: object): string {
  const query = new URLSearchParams({
    filter: JSON.stringify(filter),
    displayedFilters: JSON.stringify(shownFilters(filter)),
  });
  return `/${resource}?${query}`;
}
