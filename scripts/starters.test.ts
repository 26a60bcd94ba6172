import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { expect, test } from "vitest";

const module = JSON.stringify(new URL("starters.ts", import.meta.url).href);
const watcher = `
  import { onStarterGone } from ${module};
  onStarterGone(() => { console.log("gone"); process.exit(0); });
  setInterval(() => undefined, 1000);
  console.log(process.pid);
`;

test.runIf(existsSync("/proc"))("notices that the shell between is gone", async () => {
  const program = `${process.execPath} --input-type=module -e '${watcher}' & wait`;
  const shell = spawn("sh", ["-c", program], { stdio: ["ignore", "pipe", "inherit"] });
  const lines: string[] = [];
  const closed = once(shell.stdout, "close");
  shell.stdout.setEncoding("utf8").on("data", (text: string) => {
    lines.push(...text.trim().split("\n"));
    if (lines.length === 1) shell.kill("SIGKILL");
  });
  await closed;
  expect(lines.at(-1)).toBe("gone");
});
