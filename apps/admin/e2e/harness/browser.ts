import { chromium, type Browser, type BrowserContext, type ConsoleMessage } from "playwright-core";
import { findChromium } from "../../../../scripts/testing/find-chromium.ts";

const quiet = ["--disable-quic", "--no-first-run", "--disable-background-networking"];
const closed = ["--disable-component-update", "--disable-sync"];

/** Chromium as the machine has it; the page cache, which Playwright turns off, is left on. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error("No Chromium is installed (or named by CHROMIUM).");
  return await chromium.launch({
    executablePath,
    args: ["--no-sandbox", "--disable-gpu", ...quiet, ...closed],
    ignoreDefaultArgs: ["--disable-back-forward-cache"],
  });
}

/** What pages printed and threw that they should not have. */
export function watchConsole(context: BrowserContext): string[] {
  const complaints: string[] = [];
  context.on("console", (message) => {
    if (isComplaint(message)) complaints.push(`console.${message.type()}: ${message.text()}`);
  });
  context.on("weberror", (error) => complaints.push(`uncaught: ${error.error().message}`));
  return complaints;
}

/** Chromium itself says when a load failed; tests make loads fail on purpose. */
const failedLoad = /^(Failed to load resource|Access to fetch at|TypeError: Failed to fetch dynamically)/;
/** React Admin's fields and checkboxes, in development, with this release of Material UI. */
const passedOn = /^React does not recognize the .* [Ii]nputProps inputprops$/;

function isComplaint(message: ConsoleMessage): boolean {
  if (message.type() !== "error" && message.type() !== "warning") return false;
  return !failedLoad.test(message.text()) && !passedOn.test(message.text());
}
