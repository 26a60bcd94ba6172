import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

const names = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome"];
const applications = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** The Chromium for the browser tests: `CHROMIUM` from the environment, else the first one installed. */
export function findChromium(environment = process.env): string | undefined {
  const named = environment["CHROMIUM"];
  if (named) return isExecutable(named) ? named : undefined;
  const folders = [...(environment["PATH"] ?? "").split(delimiter), "/usr/bin", "/snap/bin"].filter(Boolean);
  const installed = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...installed, ...applications].find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
