import type { Hindrance } from "./session-state.ts";

/** What to tell someone whose page can't get a token at the moment. */
export function describeHindrance(hindrance: Hindrance): { title: string; detail: string } {
  if (hindrance === "origin_not_allowed") {
    return {
      title: "This address is not allowed to sign in.",
      detail: `The server does not list ${location.origin} in PUBLIC_URL or ADMIN_ORIGINS. Its operator can add it.`,
    };
  }
  if (hindrance === "rate_limited") {
    return { title: "The server asks us to wait.", detail: "We go on by ourselves in a moment." };
  }
  return {
    title: "Reconnecting…",
    detail: "The server can't be reached. This page goes on as soon as it can.",
  };
}
