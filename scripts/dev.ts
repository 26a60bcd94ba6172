// `pnpm dev`: the API with reload and the admin behind one origin, on demo data where the database is empty.
import { existsSync } from "node:fs";
import { join } from "node:path";

import { readConfig, type Config } from "../apps/api/src/config.ts";
import { adminFolder, viteProgram } from "./admin-build.ts";
import { prepareDatabase } from "./dev/prepare-database.ts";
import { findFreePort, isPortFree, takeAnyPort } from "./dev/ports.ts";
import { startNode, stopProcesses } from "./dev/processes.ts";
import { untilAnswers } from "./dev/until-answers.ts";
import { demoAccountLines } from "./dev/demo-accounts.ts";
import { repositoryRoot } from "./repository-root.ts";
import { onStarterGone } from "./starters.ts";

const ADMIN_HOST = "127.0.0.1";
const FIRST_ADMIN_PORT = 5173;
// Node's default of 16 KiB for a request's head would refuse the long URLs that the API takes.
const MAX_HEADER_BYTES = 131_072;

let ending: Promise<void> | undefined;

process.chdir(repositoryRoot);
onStarterGone(() => void end(0));
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.on(signal, () => void end(0));
}

try {
  await develop();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  await end(1);
}

async function develop(): Promise<void> {
  if (existsSync(".env")) process.loadEnvFile(".env");
  const adminPort = await findFreePort(ADMIN_HOST, FIRST_ADMIN_PORT);
  process.env["PUBLIC_URL"] ||= `http://localhost:${adminPort}`;
  process.env["REGISTRATION"] ??= "open";
  const config = readConfig(process.env);
  const apiPort = await chooseApiPort(config);
  process.env["PORT"] = String(apiPort);
  const apiOrigin = `http://${config.host.includes(":") ? `[${config.host}]` : config.host}:${apiPort}`;

  await prepareDatabase(config.databaseUrl);
  startApi();
  startAdmin(adminPort, apiOrigin);
  await Promise.all([
    untilAnswers(`${apiOrigin}/healthz`),
    untilAnswers(`http://${ADMIN_HOST}:${adminPort}/`),
  ]);
  announce(`http://localhost:${adminPort}`, apiOrigin, await demoAccountLines(apiOrigin));
}

async function chooseApiPort(config: Config): Promise<number> {
  if (config.port === 0) return await takeAnyPort(config.host);
  if (await isPortFree(config.host, config.port)) return config.port;
  throw new Error(
    `Port ${config.port} on ${config.host} is in use: stop what listens there, or set PORT to another.`,
  );
}

function startApi(): void {
  const server = join(repositoryRoot, "apps/api/src/server.ts");
  const api = startNode(["--watch", "--watch-preserve-output", server], {
    stdio: ["ignore", "inherit", "inherit"],
  });
  api.once("exit", () => void end(1));
}

function startAdmin(port: number, apiOrigin: string): void {
  const flags = ["--host", ADMIN_HOST, "--port", String(port), "--strictPort", "--logLevel", "warn"];
  const vite = startNode([`--max-http-header-size=${MAX_HEADER_BYTES}`, viteProgram, ...flags], {
    cwd: adminFolder,
    env: { ...process.env, API_ORIGIN: apiOrigin },
    stdio: ["ignore", "inherit", "inherit"],
  });
  vite.once("exit", () => void end(1));
}

function announce(adminUrl: string, apiOrigin: string, accounts: string[]): void {
  const lines = [
    "",
    `  Gatehouse is ready:  ${adminUrl}`,
    `  API and its docs:    ${apiOrigin}/docs`,
    "",
    ...accounts,
  ];
  console.log([...lines, "  Ctrl-C ends both.", ""].join("\n"));
}

function end(status: number): Promise<void> {
  ending ??= stopProcesses().then(() => process.exit(status));
  return ending;
}
