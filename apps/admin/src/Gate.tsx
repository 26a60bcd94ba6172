import { lazy, Suspense } from "react";
import { loadApp } from "./load-app.ts";
import { PublicPages } from "./login/PublicPages.tsx";
import { ReconnectingScreen } from "./session/ReconnectingScreen.tsx";
import { Splash } from "./session/Splash.tsx";
import { useSessionState } from "./session/use-session-state.ts";

const App = lazy(async () => ({ default: (await loadApp()).App }));

/**
 * Decides by the session what is drawn: the login (which loads none of the admin), the admin, or that we wait.
 * Another user gets another <App>: nothing of the last one's identity, rights or rows is left in it.
 */
export function Gate() {
  const state = useSessionState();
  if (state.status === "unknown") return <Splash />;
  if (state.status === "ended" && !state.resumable) return <PublicPages end={state.end} />;
  if (!state.session)
    return (
      <ReconnectingScreen hindrance={state.status === "reconnecting" ? state.hindrance : "unreachable"} />
    );
  return (
    <Suspense fallback={<Splash />}>
      <App key={state.session.userId} />
    </Suspense>
  );
}
