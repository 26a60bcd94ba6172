import { Admin } from "react-admin";
import { BrowserRouter } from "react-router";
import { dataProvider } from "./data/data-provider.ts";
import { authProvider } from "./session/auth-provider.ts";

export const App = () => (
  <BrowserRouter>
    <Admin
      title="Gatehouse"
      authProvider={authProvider}
      dataProvider={dataProvider}
      requireAuth
      disableTelemetry
    />
  </BrowserRouter>
);
