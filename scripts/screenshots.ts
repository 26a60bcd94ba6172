// `node scripts/screenshots.ts <folder>`: pictures of every page on demo data, at desk and phone width, light and dark.
// Says what is wrong with a page (console errors, horizontal scrolling) and exits with 1.
import { existsSync, mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { chromium, type Browser, type Page } from "playwright-core";

import { adminBuild, buildAdmin } from "./admin-build.ts";
import { findDraftInvoice, readSignInOptions } from "./screenshots/demo-data.ts";
import { collectProblems } from "./screenshots/problems.ts";
import { findChromium } from "./testing/find-chromium.ts";
import { startDemoServer } from "./testing/start-server.ts";

const folder = resolve(process.argv[2] ?? "screenshots");
const widths = [1280, 360];
const schemes = ["light", "dark"] as const;
const problems: string[] = [];

mkdirSync(folder, { recursive: true });
if (!existsSync(adminBuild) && !buildAdmin()) process.exit(1);
// Nothing is mailed; with a mail server set up the login page shows all that it has.
const server = await startDemoServer({ RATE_LIMITS: "off", SMTP_URL: "smtp://127.0.0.1:1" });
const origin = server.origin.replace("127.0.0.1", "localhost");
const { demoPassword } = await readSignInOptions(origin);
const draft = await findDraftInvoice(origin, demoPassword);
const pages = {
  dashboard: "/",
  invoices: "/invoices",
  "invoice-create": "/invoices/create",
  "invoice-edit": `/invoices/${draft}`,
  "invoice-show": `/invoices/${draft}/show`,
  customers: "/customers",
  users: "/users",
  sessions: "/sessions",
  "audit-events": "/audit-events",
  "api-keys": "/api-keys",
  "api-key-create": "/api-keys/create",
  "service-accounts": "/service-accounts",
  "service-account-create": "/service-accounts/create",
  profile: "/profile",
  "profile-sessions": "/profile/sessions",
  "second-factor-policy": "/second-factor-policy",
  system: "/system",
};
const browser = await chromium.launch({
  executablePath: findChromium() ?? "chromium",
  args: ["--no-sandbox", "--disable-gpu"],
});
try {
  for (const width of widths) {
    for (const scheme of schemes) await photograph(browser, width, scheme);
  }
} finally {
  await browser.close();
  await server.stop();
}
for (const problem of problems) console.log(problem);
process.exitCode = problems.length === 0 ? 0 : 1;

async function photograph(
  from: Browser,
  width: number,
  colorScheme: (typeof schemes)[number],
): Promise<void> {
  const context = await from.newContext({ viewport: { width, height: 800 }, colorScheme, baseURL: origin });
  const page = await context.newPage();
  const suffix = `${width}-${colorScheme}`;
  collectProblems(page, suffix, problems);
  for (const name of ["forgotten-password", "login"]) {
    await page.goto(`/${name}`);
    await page.getByLabel("Email").waitFor();
    await take(page, `${name}-${suffix}`);
  }
  await signIn(page);
  for (const [name, path] of Object.entries(pages)) {
    await page.goto(path);
    await page.getByRole("button", { name: "Your account" }).waitFor();
    await take(page, `${name}-${suffix}`);
  }
  await context.close();
}

async function signIn(page: Page): Promise<void> {
  await page.getByLabel("Email").fill("admin@gatehouse.test");
  await page.getByLabel("Password", { exact: true }).fill(demoPassword);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL((url) => url.pathname === "/");
}

async function take(page: Page, name: string): Promise<void> {
  await page.waitForLoadState("networkidle");
  const excess = await page.evaluate("document.documentElement.scrollWidth - innerWidth");
  if (typeof excess === "number" && excess > 0) problems.push(`${name}: ${excess} px wider than the window`);
  await page.screenshot({ path: join(folder, `${name}.png`), animations: "disabled" });
}
