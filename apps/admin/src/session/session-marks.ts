/**
 * What outlives the page: ids, never a token. `current` is the session this browser believes to be in;
 * `pendingSignOut` the one that was signed out here while the server could not be told.
 */
export interface SessionMarks {
  current: string | undefined;
  pendingSignOut: string | undefined;
}

const currentKey = "gatehouse.session";
const pendingSignOutKey = "gatehouse.pending-sign-out";

/** Marks in `storage`, or in memory where the browser refuses it (private windows, blocked site data). */
export function createSessionMarks(openStorage: () => Storage): SessionMarks {
  const storage = usableStorage(openStorage);
  if (!storage) return { current: undefined, pendingSignOut: undefined };
  return {
    get current() {
      return storage.getItem(currentKey) ?? undefined;
    },
    set current(sessionId) {
      write(storage, currentKey, sessionId);
    },
    get pendingSignOut() {
      return storage.getItem(pendingSignOutKey) ?? undefined;
    },
    set pendingSignOut(sessionId) {
      write(storage, pendingSignOutKey, sessionId);
    },
  };
}

function usableStorage(openStorage: () => Storage): Storage | undefined {
  try {
    const storage = openStorage();
    storage.getItem(currentKey);
    return storage;
  } catch {
    return undefined;
  }
}

function write(storage: Storage, key: string, value: string | undefined): void {
  try {
    if (value === undefined) storage.removeItem(key);
    else storage.setItem(key, value);
  } catch {
    // A full storage costs the mark, not the session.
  }
}
