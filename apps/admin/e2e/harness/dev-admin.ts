import { join } from "node:path";
import { afterAll, beforeAll } from "vitest";
import { createServer, type ViteDevServer } from "vite";
import { adminFolder } from "../../../../scripts/admin-build.ts";
import type { Site } from "./site.ts";

/** The admin as `pnpm dev` serves it. */
export interface DevAdmin {
  /** Tells Vite that a file below apps/admin/src has been saved. */
  saveFile(file: string): void;
}

/** Puts Vite's development server between the site's proxy and its API, for the tests of a file. */
export function useDevAdmin(site: Site): DevAdmin {
  let vite: ViteDevServer;

  beforeAll(async () => {
    process.env["API_ORIGIN"] = site.server.origin;
    vite = await createServer({
      root: adminFolder,
      cacheDir: join(adminFolder, "node_modules/.vite-e2e"),
      logLevel: "error",
      server: { host: "localhost", port: 0 },
    });
    await vite.listen();
    site.proxy.forwardTo(vite.resolvedUrls?.local[0]?.replace(/\/$/, "") ?? "");
  });

  afterAll(() => vite.close());

  return { saveFile: (file) => void vite.watcher.emit("change", join(adminFolder, "src", file)) };
}
