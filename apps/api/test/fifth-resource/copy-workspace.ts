import { cpSync, mkdirSync, readdirSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../../..", import.meta.url));

/** Copies the sources of the API and of `shared`; the packages they use are the ones that are installed. */
export function copyWorkspace(target: string): void {
  for (const part of [
    "apps/api/src",
    "apps/api/package.json",
    "packages/shared/src",
    "packages/shared/package.json",
  ]) {
    mkdirSync(dirname(join(target, part)), { recursive: true });
    cpSync(join(root, part), join(target, part), { recursive: true });
  }
  symlinkSync(join(root, "packages/shared/node_modules"), join(target, "packages/shared/node_modules"));
  linkPackages(join(root, "apps/api/node_modules"), join(target, "apps/api/node_modules"));
  mkdirSync(join(target, "apps/api/node_modules/@gatehouse"));
  symlinkSync(join(target, "packages/shared"), join(target, "apps/api/node_modules/@gatehouse/shared"));
}

function linkPackages(from: string, to: string): void {
  mkdirSync(to);
  for (const name of readdirSync(from)) {
    if (name !== "@gatehouse") symlinkSync(join(from, name), join(to, name));
  }
}
