import { localStorageStore, type Store } from "react-admin";

/** What is the browser's rather than the account's: it outlives a sign-out. */
const lasts = (key: string) =>
  key === "theme" ||
  key === "sidebar.open" ||
  key.startsWith("preferences.") ||
  key.endsWith(".savedQueries");

/**
 * React Admin's own store, but that a sign-out, which resets it, leaves the chosen theme, columns and saved
 * queries. List filters and selections go.
 */
export function createLastingStore(store: Store = localStorageStore()): Store {
  return {
    ...store,
    reset() {
      for (const key of Object.keys(store.listItems?.() ?? {})) if (!lasts(key)) store.removeItem(key);
    },
  };
}
