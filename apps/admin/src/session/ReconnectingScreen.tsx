import { Brand } from "../login/Brand.tsx";
import { sessionClient } from "./browser-session.ts";
import { describeHindrance } from "./hindrance-words.ts";
import type { Hindrance } from "./session-state.ts";

/** The page was loaded while the server can't be asked about the session. It goes on by itself, at the same address. */
export function ReconnectingScreen({ hindrance }: { hindrance: Hindrance }) {
  const { title, detail } = describeHindrance(hindrance);
  const isWaiting = hindrance !== "origin_not_allowed";
  return (
    <main className="gh-wait">
      <Brand />
      <output className="gh-card gh-notice">
        {isWaiting && <span className="gh-spinner" aria-hidden="true" />}
        <h1>{title}</h1>
        <p>{detail}</p>
        <button className="gh-button gh-button-plain" type="button" onClick={() => sessionClient.retryNow()}>
          Try now
        </button>
      </output>
    </main>
  );
}
