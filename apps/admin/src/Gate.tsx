import { lazy, Suspense } from "react";
import { loadApp } from "./load-app.ts";
import { PublicPages } from "./login/PublicPages.tsx";
import { useIsCodeLink } from "./login/use-public-path.ts";
import type { SessionIdentity } from "./session/access-token-claims.ts";
import { LoadBoundary } from "./session/LoadBoundary.tsx";
import { ReconnectingScreen } from "./session/ReconnectingScreen.tsx";
import { Splash } from "./session/Splash.tsx";
import { useSessionState } from "./session/use-session-state.ts";

const App = lazy(async () => ({ default: (await loadApp()).App }));

const EnrolmentPage = lazy(async () => {
  const page = await import("./second-factor/EnrolmentPage.tsx");
  return { default: page.EnrolmentPage };
});

const SignedInLinkPage = lazy(async () => {
  const page = await import("./login/SignedInLinkPage.tsx");
  return { default: page.SignedInLinkPage };
});

/**
 * Decides by the session what is drawn: the login (which loads none of the admin), a second factor to set up
 * first, the admin, or that we wait. A link that is opened during a session is asked about.
 * Another user gets another <App>: nothing of the last one's identity, rights or rows is left in it.
 */
export function Gate() {
  const state = useSessionState();
  const isCodeLink = useIsCodeLink();
  if (state.status === "unknown") return <Splash />;
  if (state.status === "ended" && !state.resumable) return <PublicPages end={state.end} />;
  if (!state.session)
    return (
      <ReconnectingScreen hindrance={state.status === "reconnecting" ? state.hindrance : "unreachable"} />
    );
  return (
    <LoadBoundary>
      <Suspense fallback={<Splash />}>
        {isCodeLink ? <SignedInLinkPage /> : drawPagesOf(state.session)}
      </Suspense>
    </LoadBoundary>
  );
}

const drawPagesOf = ({ userId, mustEnrol }: SessionIdentity) =>
  mustEnrol ? <EnrolmentPage key={userId} /> : <App key={userId} />;
