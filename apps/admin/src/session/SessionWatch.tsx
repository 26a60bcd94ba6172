import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useNotify } from "react-admin";
import { ReconnectingBanner } from "./ReconnectingBanner.tsx";
import { ReLoginDialog } from "./ReLoginDialog.tsx";
import type { SessionState } from "./session-state.ts";
import { hasUnsavedWork } from "./unsaved-work.ts";
import { useSessionState } from "./use-session-state.ts";

/** React Admin's, for identity, permissions and access. */
const rightsQueries = ["auth"];

/**
 * The one part of the session inside <Admin>: the banner, the dialog over unsaved work, fresh rights and data when the
 * session or the role changes under the same user, and an empty cache when the page is taken away.
 */
export function SessionWatch() {
  const state = useSessionState();
  useRightsOf(state);
  useEmptyCacheAtEnd();
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
  const rights = state.status === "active" ? `${state.session.sessionId} ${state.session.role}` : undefined;
  const lastRights = useRef(rights);
  useEffect(() => {
    if (rights === undefined) return;
    const isChanged = lastRights.current !== undefined && lastRights.current !== rights;
    lastRights.current = rights;
    if (!isChanged) return;
    // A record read anew would take the place of what was typed over the old one.
    void queryClient.invalidateQueries(hasUnsavedWork() ? { queryKey: rightsQueries } : {});
    notify("You are signed in again.", { type: "info" });
  }, [rights, queryClient, notify]);
}

function useEmptyCacheAtEnd(): void {
  const queryClient = useQueryClient();
  useEffect(() => () => queryClient.clear(), [queryClient]);
}
