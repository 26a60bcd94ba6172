import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { Gate } from "./Gate.tsx";
import { loadApp } from "./load-app.ts";
import "./login/login.css";
import { followTheme } from "./login/theme-choice.ts";
import { sessionClient, sessionMarks } from "./session/browser-session.ts";
import { keepAddress } from "./session/page-address.ts";

followTheme();
keepAddress(sessionClient);
sessionClient.start();
// Someone with a session will need the admin: it loads while the session is asked for.
if (sessionMarks.current !== undefined) void loadApp();

createRoot(document.querySelector("#root") as HTMLElement).render(
  <StrictMode>
    <Gate />
  </StrictMode>,
);
