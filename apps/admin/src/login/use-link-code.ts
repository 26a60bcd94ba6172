import { useState } from "react";

/** The one-time code of the link that led here. It leaves the address at once, so that no history keeps it. */
export function useLinkCode(): string {
  const [code] = useState(takeCode);
  return code;
}

/** Kept beside React, whose StrictMode asks twice. */
let taken = "";

function takeCode(): string {
  const code = new URLSearchParams(location.hash.slice(1)).get("code");
  if (code === null) return taken;
  taken = code;
  history.replaceState(history.state, "", location.pathname + location.search);
  return taken;
}
