import { CheckForApplicationUpdate, Layout, type LayoutProps } from "react-admin";
import { SessionWatch } from "../session/SessionWatch.tsx";
import { MainMenu } from "./MainMenu.tsx";
import { TopBar } from "./TopBar.tsx";
import { useDocumentTitle } from "./use-document-title.ts";

/** Frame of every page: the bar, the menu of what the person may list, and the page. */
export const AppLayout = ({ children, ...props }: LayoutProps) => {
  useDocumentTitle();
  return (
    <Layout {...props} appBar={TopBar} menu={MainMenu}>
      <SessionWatch />
      {children}
      <CheckForApplicationUpdate />
    </Layout>
  );
};
