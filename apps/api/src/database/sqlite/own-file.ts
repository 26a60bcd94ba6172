import { closeSync, openSync } from "node:fs";

const ownerOnly = 0o600;

/** Makes the file for its owner's eyes only where there is none: SQLite would let everybody read it, and its log too. */
export function createOwnFile(path: string): void {
  closeSync(openSync(path, "a", ownerOnly));
}
