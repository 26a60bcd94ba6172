import { once } from "node:events";
import { createInterface } from "node:readline";
import { Writable } from "node:stream";

/** Reads one line from stdin; what a person types there is not shown. Empty where stdin has none. */
export async function readLine(prompt: string): Promise<string> {
  const isTyped = process.stdin.isTTY;
  if (isTyped) process.stderr.write(prompt);
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: silent, terminal: isTyped });
  try {
    const [line] = (await Promise.race([once(lines, "line"), once(lines, "close")])) as [string?];
    return line ?? "";
  } finally {
    lines.close();
    if (isTyped) process.stderr.write("\n");
  }
}
