import { QueryClientProvider, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ownAccountQuery } from "../data/own-account.ts";
import { createQueryClient } from "../data/query-client.ts";
import { sessionClient } from "../session/browser-session.ts";
import { PublicPage } from "./PublicPage.tsx";
import { leaveLink } from "./use-public-path.ts";

/**
 * For someone who opens a link with a code while he is signed in. Until he has decided, the code stays where it came,
 * in the address; the sign-out leads to the link's own page.
 */
export function SignedInLinkPage() {
  const [queryClient] = useState(createQueryClient);
  return (
    <QueryClientProvider client={queryClient}>
      <PublicPage title="You are signed in already">
        <p className="gh-intro">
          <SignedInAs /> Sign out to use this link.
        </p>
        <button type="button" className="gh-button" onClick={() => void sessionClient.logout()}>
          Sign out and use the link
        </button>
        <button type="button" className="gh-button gh-button-plain" onClick={leaveLink}>
          Stay signed in
        </button>
      </PublicPage>
    </QueryClientProvider>
  );
}

function SignedInAs() {
  const { data: me } = useQuery(ownAccountQuery);
  return (
    <>
      You are signed in
      {me && (
        <>
          {" "}
          as <bdi>{me.email}</bdi>
        </>
      )}
      .
    </>
  );
}
