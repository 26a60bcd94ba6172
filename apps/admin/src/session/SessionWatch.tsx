import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useNotify } from "react-admin";
import { roleWords } from "../users/role-words.ts";
import type { SessionIdentity } from "./access-token-claims.ts";
import { ReconnectingBanner } from "./ReconnectingBanner.tsx";
import { ReLoginDialog } from "./ReLoginDialog.tsx";
import type { SessionState } from "./session-state.ts";
import { hasUnsavedWork } from "./unsaved-work.ts";
import { useSessionState } from "./use-session-state.ts";

/** React Admin's, for identity, permissions and access. */
const rightsQueries = ["auth"];

/**
 * The one part of the session inside <Admin>: the banner, the dialog over unsaved work, fresh rights and data when the
 * session or the role changes under the same user.
 */
export function SessionWatch() {
  const state = useSessionState();
  useRightsOf(state);
  return (
    <>
      {state.status === "reconnecting" && <ReconnectingBanner hindrance={state.hindrance} />}
      {state.status === "ended" && state.resumable && <ReLoginDialog end={state.end} />}
    </>
  );
}

function useRightsOf(state: SessionState): void {
  const queryClient = useQueryClient();
  const notify = useNotify();
  const session = state.status === "active" ? state.session : undefined;
  const lastSession = useRef(session);
  useEffect(() => {
    if (!session) return;
    const news = lastSession.current && describeChange(lastSession.current, session);
    lastSession.current = session;
    if (news === undefined) return;
    // A record read anew would take the place of what was typed over the old one.
    void queryClient.invalidateQueries(hasUnsavedWork() ? { queryKey: rightsQueries } : {});
    notify(news, { type: "info" });
  }, [session, queryClient, notify]);
}

function describeChange(before: SessionIdentity, now: SessionIdentity): string | undefined {
  if (before.role !== now.role) return `Your role is ${roleWords[now.role].label} now.`;
  return before.sessionId === now.sessionId ? undefined : "You are signed in again.";
}
