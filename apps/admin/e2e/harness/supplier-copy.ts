import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll } from "vitest";
import { viteProgram } from "../../../../scripts/admin-build.ts";
import { addSuppliers } from "../../../../scripts/testing/fifth-resource/add-suppliers.ts";
import { copyWorkspace } from "../../../../scripts/testing/fifth-resource/copy-workspace.ts";

/** A copy of the repository with a resource more, made by the README's steps, for the tests of a file. */
export function useSupplierCopy(): { readonly folder: string } {
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "gatehouse-suppliers-"));
    copyWorkspace(folder);
    addSuppliers(folder);
    buildUncompressed(join(folder, "apps/admin"));
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  return {
    get folder() {
      return folder;
    },
  };
}

const config = `
import config from "./vite.config.ts";
const plugins = config.plugins.flat().filter(({ name }) => !name.includes("compression"));
export default { ...config, plugins };
`;

/** The production build but for its compression, which takes four fifths of the time. */
function buildUncompressed(folder: string): void {
  writeFileSync(join(folder, "uncompressed.config.ts"), config);
  const { status, stderr } = spawnSync(
    process.execPath,
    [viteProgram, "build", "--config=uncompressed.config.ts", "--logLevel=error"],
    { cwd: folder, env: { ...process.env, NODE_ENV: "production" }, encoding: "utf8" },
  );
  if (status !== 0) throw new Error(`The admin of the copy could not be built: ${stderr}`);
}
