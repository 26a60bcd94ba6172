import type { SessionClient } from "./session-client.ts";

/** Tells the client when the page is in use again; returns the function that stops it. */
export function watchPage(client: SessionClient): () => void {
  const watching = new AbortController();
  const options = { signal: watching.signal };
  addEventListener("online", () => client.wake(), options);
  addEventListener("pageshow", (event) => showPage(client, event), options);
  addEventListener("pagehide", (event) => hidePage(client, event), options);
  document.addEventListener(
    "visibilitychange",
    () => {
      if (document.visibilityState === "visible") client.wake();
    },
    options,
  );
  return () => watching.abort();
}

/** A page from the page cache is a picture of the past: it is shown once the client has looked at the marks. */
function showPage(client: SessionClient, event: PageTransitionEvent): void {
  if (event.persisted) client.restore();
  requestAnimationFrame(() => document.documentElement.removeAttribute("data-put-away"));
}

/** The page cache keeps what was painted last; nobody's rows should be in it. */
function hidePage(client: SessionClient, event: PageTransitionEvent): void {
  client.putAway();
  if (event.persisted) document.documentElement.setAttribute("data-put-away", "");
}
