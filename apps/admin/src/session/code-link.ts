/** The pages that a link with a one-time code leads to. */
const linkPaths: readonly string[] = ["/setup", "/invitation", "/password-reset"];

/** The code in a link's fragment, where no server sees it; undefined where there is none. */
export const readLinkCode = (hash: string): string | undefined =>
  new URLSearchParams(hash.slice(1)).get("code") ?? undefined;

/** Whether an address is a link with a code that nobody has taken yet. */
export const isCodeLink = ({ pathname, hash }: Pick<Location, "pathname" | "hash">): boolean =>
  linkPaths.includes(pathname) && readLinkCode(hash) !== undefined;
