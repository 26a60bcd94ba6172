import { PageMessage } from "./PageMessage.tsx";

/** A page that is there, but not for this person. */
export const AccessDeniedPage = () => (
  <PageMessage title="Access denied" headline="Your role does not include this page">
    Ask an administrator if you need it.
  </PageMessage>
);
