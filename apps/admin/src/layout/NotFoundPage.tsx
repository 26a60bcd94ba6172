import { useLocation } from "react-router";
import { PageMessage } from "./PageMessage.tsx";

/** Any address that is no page. */
export const NotFoundPage = () => {
  const { pathname } = useLocation();
  return (
    <PageMessage title="Page not found" headline="There is no page here">
      Nothing is at <code>{pathname}</code>. The address may be mistyped, or the page has moved.
    </PageMessage>
  );
};
