import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { supplierFiles } from "./supplier-files.ts";
import { supplierLines } from "./supplier-lines.ts";
import { supplierPages } from "./supplier-pages.ts";

/** The files that a developer adds, and those that get a line. */
export const addedFiles = Object.keys({ ...supplierFiles, ...supplierPages });
export const mapFiles = [...new Set(supplierLines.map(({ file }) => file))];

/** The README's steps for a resource, in a copy of the repository. */
export function addSuppliers(folder: string): void {
  for (const [path, text] of Object.entries({ ...supplierFiles, ...supplierPages })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  for (const { file, after, line } of supplierLines) {
    const text = readFileSync(join(folder, file), "utf8");
    if (!text.includes(`${after}\n`)) throw new Error(`${file} has no line "${after}".`);
    writeFileSync(join(folder, file), text.replace(after, `${after}\n${line}`));
  }
}
