import { PublicLink } from "./PublicLink.tsx";
import { PublicPage } from "./PublicPage.tsx";

/** In place of a form whose link has lost its one-time code: what to do instead of filling it in for nothing. */
export function IncompleteLink({ title, advice }: { title: string; advice: string }) {
  return (
    <PublicPage title={title}>
      <p className="gh-message gh-message-error" role="alert">
        The link that led here is not complete. {advice}
      </p>
      <p className="gh-aside">
        <PublicLink to="/login">Back to sign in</PublicLink>
      </p>
    </PublicPage>
  );
}
