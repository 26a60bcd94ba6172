import type { Me } from "@gatehouse/shared/session-api";
import { queryOptions } from "@tanstack/react-query";
import { callApi } from "./call-api.ts";

/** Long enough for the parts of one page to share an answer; what changes the account here says so itself. */
const freshForMs = 30_000;

/** The account that is signed in, as the API knows it; asked for once by all who read it. */
export const ownAccountQuery = queryOptions({
  queryKey: ["me"],
  // No signal: whoever awaits it without watching it would lose the answer when the last page that watches is left.
  queryFn: () => callApi<Me>("/api/me"),
  staleTime: freshForMs,
});
