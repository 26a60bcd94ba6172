import type { SignInOptions } from "@gatehouse/shared/session-api";
import type { Browser, BrowserContext, BrowserContextOptions } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import { startDemoServer, type DemoServer } from "../../../../scripts/testing/start-server.ts";
import { launchBrowser, watchConsole } from "./browser.ts";
import { startOwnProxy, type OwnProxy } from "./own-proxy.ts";

/** The product as a browser sees it: the production build, served by the real process, over a wire that the test owns. */
export interface Site {
  readonly proxy: OwnProxy;
  readonly server: DemoServer;
  /** The password of the demo accounts. */
  readonly password: string;
  /**
   * A browser profile of its own, closed after the test. What it prints unexpectedly fails the test. One clock for all
   * of its pages, `page.clock` as well, can be moved.
   */
  newContext(options?: BrowserContextOptions): Promise<BrowserContext>;
}

interface SiteOptions {
  /** A copy of the repository that is served in its place. */
  root?: () => string;
  /** How many invoices the demo data has. */
  invoices?: number;
}

/** One server and one browser for the tests of a file; `environment`, read when they start, adds to the server's. */
export function useSite(
  environment: () => Record<string, string> = () => ({}),
  { root, invoices }: SiteOptions = {},
): Site {
  let proxy: OwnProxy;
  let server: DemoServer;
  let browser: Browser;
  let password: string;
  const contexts: BrowserContext[] = [];
  const complaints: string[][] = [];

  beforeAll(async () => {
    proxy = await startOwnProxy();
    const settings = { PUBLIC_URL: proxy.origin, RATE_LIMITS: "off", ...environment() };
    [server, browser] = await Promise.all([
      startDemoServer(settings, { root: root?.(), invoices }),
      launchBrowser(),
    ]);
    proxy.forwardTo(server.origin);
    password = await readDemoPassword(server.origin);
  });

  afterEach(async () => {
    await Promise.all(contexts.splice(0).map((context) => context.close()));
    proxy.reset();
    expect(complaints.splice(0).flat(), "unexpected console output").toEqual([]);
  });

  afterAll(async () => {
    await browser?.close();
    await Promise.all([server?.stop(), proxy?.close()]);
  });

  return {
    get proxy() {
      return proxy;
    },
    get server() {
      return server;
    },
    get password() {
      return password;
    },
    async newContext(options) {
      const context = await browser.newContext({ baseURL: proxy.origin, ...options });
      context.setDefaultTimeout(30_000);
      await context.clock.install();
      contexts.push(context);
      complaints.push(watchConsole(context));
      return context;
    },
  };
}

async function readDemoPassword(origin: string): Promise<string> {
  const response = await fetch(`${origin}/api/sign-in-options`);
  const { demoPassword } = (await response.json()) as SignInOptions;
  if (demoPassword === null) throw new Error("The server has no demo data.");
  return demoPassword;
}
