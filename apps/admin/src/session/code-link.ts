/** The code in a link's fragment, where no server sees it; undefined where there is none. */
export const readLinkCode = (hash: string): string | undefined =>
  new URLSearchParams(hash.slice(1)).get("code") ?? undefined;
