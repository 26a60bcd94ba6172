import { useSyncExternalStore } from "react";
import { isPublicPath, type PublicPath } from "../session/return-path.ts";

const moved = "gatehouse-moved";

/** The page to show to someone who is not signed in. */
export function usePublicPath(): PublicPath {
  return useSyncExternalStore(subscribe, () =>
    isPublicPath(location.pathname) ? location.pathname : "/login",
  );
}

/** Goes from one public page to another; the way back to the admin goes along. */
export function showPublicPage(path: PublicPath): void {
  history.pushState(history.state, "", path);
  dispatchEvent(new Event(moved));
}

function subscribe(listener: () => void): () => void {
  addEventListener("popstate", listener);
  addEventListener(moved, listener);
  return () => {
    removeEventListener("popstate", listener);
    removeEventListener(moved, listener);
  };
}
