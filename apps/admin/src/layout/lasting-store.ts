import { localStorageStore, type Store } from "react-admin";

const ownerKey = "owner";

/** The browser's own, whoever signs in. */
const isOfBrowser = (key: string) => key === "theme" || key === "sidebar.open";

/** The person's, and there again at his next sign-in: chosen columns and saved queries. */
const isOfPerson = (key: string) =>
  key === ownerKey || /\.(savedQueries|datatable|datatable_columnRanks)$/.test(key);

/**
 * React Admin's own store, but that a sign-out, which resets it, leaves the theme and what the person set up; only
 * the same person gets that back. List filters and selections go.
 */
export function createLastingStore(userId: string, store: Store = localStorageStore()): Store {
  if (store.getItem(ownerKey) !== userId) forget(store, isOfBrowser);
  store.setItem(ownerKey, userId);
  return { ...store, reset: () => forget(store, (key) => isOfBrowser(key) || isOfPerson(key)) };
}

function forget(store: Store, isKept: (key: string) => boolean): void {
  for (const key of Object.keys(store.listItems?.() ?? {})) if (!isKept(key)) store.removeItem(key);
}
