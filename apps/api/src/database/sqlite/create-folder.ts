import { mkdirSync } from "node:fs";
import { dirname } from "node:path";

const ownerOnly = 0o700;

/**
 * Makes the folder and those above it that are missing, readable by their owner only. Node's own `recursive` never
 * returns where the system answers ENOENT below a folder that exists, as /proc does.
 */
export function createFolder(path: string): void {
  if (makeOne(path)) return;
  createFolder(dirname(path));
  if (!makeOne(path)) throw new Error(`The folder ${path} can't be made.`);
}

/** True when the folder is there now, false when the one above it is missing. */
function makeOne(path: string): boolean {
  try {
    mkdirSync(path, { mode: ownerOnly });
    return true;
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "EEXIST") return true;
    if (code === "ENOENT" && dirname(path) !== path) return false;
    throw error;
  }
}
