import type { QueryClient } from "@tanstack/react-query";
import { Admin, CustomRoutes, Resource } from "react-admin";
import { useMemo } from "react";
import { Route, RouterProvider } from "react-router";
import { apiKeys } from "./api-keys/index.ts";
import { auditEvents } from "./audit-events/index.ts";
import { customers } from "./customers/index.ts";
import { dataProvider } from "./data/data-provider.ts";
import { invoices } from "./invoices/index.ts";
import { AccessDeniedPage } from "./layout/AccessDeniedPage.tsx";
import { AppLayout } from "./layout/AppLayout.tsx";
import { i18nProvider } from "./layout/i18n-provider.ts";
import { createLastingStore } from "./layout/lasting-store.ts";
import { lazyPage } from "./layout/lazy-page.ts";
import { NotFoundPage } from "./layout/NotFoundPage.tsx";
import { darkTheme, lightTheme } from "./layout/themes.tsx";
import { createQueryClient } from "./data/query-client.ts";
import { useDisposable } from "./layout/use-disposable.ts";
import { usePageRouter } from "./layout/use-page-router.ts";
import { createAuthProvider, currentSession } from "./session/auth-provider.ts";
import { sessions } from "./sessions/index.ts";
import { serviceAccounts } from "./service-accounts/index.ts";
import { users } from "./users/index.ts";

const DashboardPage = lazyPage(() => import("./dashboard/DashboardPage.tsx"), "DashboardPage");
const ProfilePage = lazyPage(() => import("./profile/ProfilePage.tsx"), "ProfilePage");
const OwnSessionsPage = lazyPage(() => import("./profile/OwnSessionsPage.tsx"), "OwnSessionsPage");

const SystemPage = lazyPage(() => import("./system/SystemPage.tsx"), "SystemPage");

const SecondFactorPolicyPage = lazyPage(
  () => import("./second-factor/SecondFactorPolicyPage.tsx"),
  "SecondFactorPolicyPage",
);

const empty = (cache: QueryClient) => cache.clear();

/** The map of the admin: every resource and page there is. */
const Pages = () => {
  const store = useMemo(() => createLastingStore(currentSession()?.userId ?? ""), []);
  // Nothing that was read stays in memory once the page is taken away.
  const queryClient = useDisposable(createQueryClient, empty);
  const authProvider = useMemo(() => createAuthProvider(queryClient), [queryClient]);
  return (
    <Admin
      title="Gatehouse"
      authProvider={authProvider}
      dataProvider={dataProvider}
      i18nProvider={i18nProvider}
      queryClient={queryClient}
      store={store}
      layout={AppLayout}
      lightTheme={lightTheme}
      darkTheme={darkTheme}
      dashboard={DashboardPage}
      catchAll={NotFoundPage}
      accessDenied={AccessDeniedPage}
      loginPage={false}
      requireAuth
      disableTelemetry
    >
      <Resource {...invoices} />
      <Resource {...customers} />
      <Resource {...users} />
      <Resource {...sessions} />
      <Resource {...auditEvents} />
      <Resource {...serviceAccounts} />
      <Resource {...apiKeys} />
      <CustomRoutes>
        <Route path="/profile" element={<ProfilePage />} />
        <Route path="/profile/sessions" element={<OwnSessionsPage />} />
        <Route path="/second-factor-policy" element={<SecondFactorPolicyPage />} />
        <Route path="/system" element={<SystemPage />} />
      </CustomRoutes>
    </Admin>
  );
};

/** What a signed-in person gets; begun anew for each user. */
export const App = () => <RouterProvider router={usePageRouter(<Pages />)} />;
