import { useEffect } from "react";
import { loadApp } from "../load-app.ts";
import type { SessionEnd } from "../session/session-state.ts";
import { ForgottenPasswordPage } from "./ForgottenPasswordPage.tsx";
import { InvitationPage } from "./InvitationPage.tsx";
import { LoginPage } from "./LoginPage.tsx";
import { PasswordResetPage } from "./PasswordResetPage.tsx";
import { RegisterPage } from "./RegisterPage.tsx";
import { SetupPage } from "./SetupPage.tsx";
import { useSignInOptions } from "./sign-in-options.ts";
import { applyTheme } from "./theme-choice.ts";
import { useLinkCode } from "./use-link-code.ts";
import { usePublicPath } from "./use-public-path.ts";

/** The pages of someone who is not signed in. The admin loads behind them, once they are drawn. */
export function PublicPages({ end }: { end: SessionEnd | undefined }) {
  const options = useSignInOptions();
  const path = usePublicPath();
  const code = useLinkCode();
  useEffect(applyTheme, []);
  useEffect(preloadApp, []);
  if (path === "/register" && options?.registration === "open") return <RegisterPage options={options} />;
  if (path === "/forgotten-password" && options?.hasMail) return <ForgottenPasswordPage />;
  // Another code begins the page anew.
  if (path === "/setup") return <SetupPage key={code} code={code} options={options} />;
  if (path === "/invitation") return <InvitationPage key={code} code={code} options={options} />;
  if (path === "/password-reset") return <PasswordResetPage key={code} code={code} options={options} />;
  return <LoginPage end={end} options={options} />;
}

function preloadApp(): () => void {
  if (!("requestIdleCallback" in globalThis)) {
    const timer = setTimeout(() => void loadApp(), 500);
    return () => clearTimeout(timer);
  }
  const task = requestIdleCallback(() => void loadApp());
  return () => cancelIdleCallback(task);
}
