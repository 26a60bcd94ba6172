import type { MouseEvent } from "react";
import type { PublicPath } from "../session/return-path.ts";
import { showPublicPage } from "./use-public-path.ts";

/** A link between the public pages that doesn't load the page anew. */
export function PublicLink({ to, children }: { to: PublicPath; children: string }) {
  const follow = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    showPublicPage(to);
  };
  return (
    <a href={to} onClick={follow}>
      {children}
    </a>
  );
}
