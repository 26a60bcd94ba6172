import { AppBar, TitlePortal } from "react-admin";
import { PersonMenu } from "./PersonMenu.tsx";
import { useDocumentTitle } from "./use-document-title.ts";

const asHeading = { h6: "h1" };

/** The bar above every page; the page's title in it is the document's heading, and names the browser's tab. */
export const TopBar = () => {
  useDocumentTitle();
  return (
    <AppBar userMenu={<PersonMenu />}>
      <TitlePortal variantMapping={asHeading} />
    </AppBar>
  );
};
