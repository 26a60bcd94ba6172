import { useEffect, useState } from "react";
import { readLinkCode } from "../session/code-link.ts";

/**
 * The one-time code of the link that led here. It leaves the address at once, so that no history keeps it. Another link
 * to the same page, which the browser does not load anew, brings another code.
 */
export function useLinkCode(): string {
  const [code, setCode] = useState(takeCode);
  useEffect(() => {
    const takeNext = () => setCode(takeCode());
    addEventListener("hashchange", takeNext);
    return () => removeEventListener("hashchange", takeNext);
  }, []);
  return code;
}

/** Kept beside React, whose StrictMode asks twice. */
let taken = "";

function takeCode(): string {
  const code = readLinkCode(location.hash);
  if (code === undefined) return taken;
  taken = code;
  history.replaceState(history.state, "", location.pathname + location.search);
  return taken;
}
