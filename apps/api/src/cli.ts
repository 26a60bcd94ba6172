#!/usr/bin/env node
import { existsSync } from "node:fs";
import { CommanderError } from "commander";
import type { CommandContext } from "./cli/command-context.ts";
import { withInstallation } from "./cli/installation.ts";
import { createProgram } from "./cli/program.ts";
import { readLine } from "./cli/read-line.ts";
import { readConfig } from "./config.ts";

const refused = 1;
const wrongUsage = 2;

const context: CommandContext = {
  readConfig: () => readConfig(process.env),
  onInstallation: (work) => withInstallation(readConfig(process.env), work),
  say: (line) => void process.stdout.write(`${line}\n`),
  readLine,
};

/** The exit status; what commander found wrong it has printed already, every other reason is one line. */
function explain(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : wrongUsage;
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`${message.replaceAll(/\s*\n\s*/g, " ")}\n`);
  return refused;
}

try {
  if (existsSync(".env")) process.loadEnvFile(".env");
  await createProgram(context).parseAsync();
} catch (error) {
  process.exitCode = explain(error);
}
