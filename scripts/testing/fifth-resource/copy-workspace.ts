import { cpSync, mkdirSync, readdirSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";

import { repositoryRoot } from "../../repository-root.ts";

const copied = [
  "apps/admin/index.html",
  "apps/admin/package.json",
  "apps/admin/public",
  "apps/admin/src",
  "apps/admin/tsconfig.json",
  "apps/admin/vite.config.ts",
  "apps/api/package.json",
  "apps/api/src",
  "packages/shared/package.json",
  "packages/shared/src",
  "tsconfig.base.json",
];

/** Copies the sources of both sides and of `shared`; the packages they use are the ones that are installed. */
export function copyWorkspace(target: string): void {
  for (const part of copied) {
    mkdirSync(dirname(join(target, part)), { recursive: true });
    cpSync(join(repositoryRoot, part), join(target, part), { recursive: true });
  }
  linkPackages("packages/shared", target);
  for (const side of ["apps/admin", "apps/api"]) {
    linkPackages(side, target);
    mkdirSync(join(target, side, "node_modules/@gatehouse"));
    symlinkSync(join(target, "packages/shared"), join(target, side, "node_modules/@gatehouse/shared"));
  }
}

function linkPackages(part: string, target: string): void {
  const installed = join(repositoryRoot, part, "node_modules");
  mkdirSync(join(target, part, "node_modules"));
  for (const name of readdirSync(installed)) {
    if (name === "@gatehouse" || name.startsWith(".")) continue;
    symlinkSync(join(installed, name), join(target, part, "node_modules", name));
  }
}
