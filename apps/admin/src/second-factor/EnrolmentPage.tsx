import { createTheme, ThemeProvider } from "@mui/material";
import { QueryClientProvider } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import { createQueryClient } from "../data/query-client.ts";
import { darkTheme, lightTheme } from "../layout/themes.tsx";
import { PublicPage } from "../login/PublicPage.tsx";
import { applyTheme, isDark } from "../login/theme-choice.ts";
import { sessionClient } from "../session/browser-session.ts";
import { ReconnectingBanner } from "../session/ReconnectingBanner.tsx";
import { useSessionState } from "../session/use-session-state.ts";
import { EnrolmentSteps } from "./EnrolmentSteps.tsx";

/** For someone whose role demands a second factor that this session has not shown: nothing else is open to him. */
export function EnrolmentPage() {
  const [queryClient] = useState(createQueryClient);
  const theme = useMemo(() => createTheme(isDark() ? darkTheme : lightTheme), []);
  const state = useSessionState();
  useEffect(applyTheme, []);
  return (
    <QueryClientProvider client={queryClient}>
      <ThemeProvider theme={theme}>
        {state.status === "reconnecting" && <ReconnectingBanner hindrance={state.hindrance} top={8} />}
        <PublicPage title="Your role demands a second factor">
          <p className="gh-aside gh-lead">Without one, nothing else is open to you here.</p>
          <EnrolmentSteps />
          <p className="gh-aside">
            <button type="button" className="gh-link" onClick={() => void sessionClient.logout()}>
              Sign out
            </button>
          </p>
        </PublicPage>
      </ThemeProvider>
    </QueryClientProvider>
  );
}
