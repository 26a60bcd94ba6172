import { useSyncExternalStore } from "react";
import { isCodeLink } from "../session/code-link.ts";
import { isPublicPath, type PublicPath } from "../session/return-path.ts";

const moved = "gatehouse-moved";

/** The page to show to someone who is not signed in. */
export function usePublicPath(): PublicPath {
  return useSyncExternalStore(subscribe, () =>
    isPublicPath(location.pathname) ? location.pathname : "/login",
  );
}

/** Whether the address is a link with a code that is still to be used. */
export const useIsCodeLink = (): boolean => useSyncExternalStore(subscribe, () => isCodeLink(location));

/** Gives a link up that was opened; no history keeps its code. */
export function leaveLink(): void {
  history.replaceState(null, "", "/");
  dispatchEvent(new Event(moved));
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
