/** The pages of someone who is not signed in. */
export const publicPaths = [
  "/login",
  "/register",
  "/setup",
  "/invitation",
  "/forgotten-password",
  "/password-reset",
] as const;

export type PublicPath = (typeof publicPaths)[number];

export function isPublicPath(path: string): path is PublicPath {
  return (publicPaths as readonly string[]).includes(path);
}

/** `path` (with query and hash) where it is one of this origin's own pages, else the first page. */
export function ownPath(path: unknown, origin: string): string {
  if (typeof path !== "string" || !path.startsWith("/")) return "/";
  const url = URL.parse(path, origin);
  // A path of two slashes, as "/.//example.com" becomes, would be read as another host the next time.
  if (!url || url.origin !== origin || url.pathname.startsWith("//") || isPublicPath(url.pathname))
    return "/";
  return url.pathname + url.search + url.hash;
}
