import { CheckForApplicationUpdate, Layout, type LayoutProps } from "react-admin";
import { SessionWatch } from "../session/SessionWatch.tsx";
import { MainMenu } from "./MainMenu.tsx";
import { PageFault } from "./PageFault.tsx";
import { RequirePageAccess } from "./RequirePageAccess.tsx";
import { TopBar } from "./TopBar.tsx";

/** Frame of every page: the bar, the menu of what the person may list, and the page. */
export const AppLayout = ({ children, ...props }: LayoutProps) => (
  <Layout {...props} appBar={TopBar} menu={MainMenu} error={PageFault}>
    <SessionWatch />
    <RequirePageAccess>{children}</RequirePageAccess>
    <CheckForApplicationUpdate />
  </Layout>
);
