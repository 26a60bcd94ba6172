import { spawnSync } from "node:child_process";
import { join } from "node:path";

import { repositoryRoot } from "./repository-root.ts";

/** The admin's package. */
export const adminFolder = join(repositoryRoot, "apps/admin");

/** Vite's program as the admin has it installed. */
export const viteProgram = join(adminFolder, "node_modules/vite/bin/vite.js");

/** Where the built admin is. */
export const adminBuild = join(adminFolder, "dist");

/** Builds the admin for production; true when that worked. Its errors are on stderr. */
export function buildAdmin(): boolean {
  process.stderr.write("Building the admin …\n");
  const vite = spawnSync(process.execPath, [viteProgram, "build", "--logLevel=warn"], {
    cwd: adminFolder,
    stdio: ["ignore", "inherit", "inherit"],
  });
  return vite.status === 0;
}
