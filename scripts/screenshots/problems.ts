import type { Page } from "playwright-core";

/** Notes what the page prints as an error or a warning, and what it throws. */
export function collectProblems(page: Page, label: string, problems: string[]): void {
  const note = (text: string) => problems.push(`${label} ${new URL(page.url()).pathname}: ${text}`);
  page.on("pageerror", (error) => note(error.message));
  page.on("console", (message) => {
    // Chromium's own line about a load that failed; an anonymous visitor's first refresh is one.
    if (message.text().startsWith("Failed to load resource")) return;
    if (message.type() === "error" || message.type() === "warning") note(message.text());
  });
}
