import { useEffect } from "react";
import { loadApp } from "../load-app.ts";
import type { SessionEnd } from "../session/session-state.ts";
import { LoginPage } from "./LoginPage.tsx";
import { RegisterPage } from "./RegisterPage.tsx";
import { useSignInOptions } from "./sign-in-options.ts";
import { applyTheme } from "./theme-choice.ts";
import { usePublicPath } from "./use-public-path.ts";

/** The pages of someone who is not signed in. The admin loads behind them, once they are drawn. */
export function PublicPages({ end }: { end: SessionEnd | undefined }) {
  const options = useSignInOptions();
  const path = usePublicPath();
  useEffect(applyTheme, []);
  useEffect(preloadApp, []);
  if (path === "/register" && options?.registration === "open") return <RegisterPage options={options} />;
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
