import { existsSync } from "node:fs";
import { isIPv6 } from "node:net";
import closeWithGrace from "close-with-grace";
import { buildApp } from "./app.ts";
import { type Config, ConfigError, readConfig } from "./config.ts";
import { startLogOf } from "./start-log.ts";

const stopDelayMs = 10_000;

/** Reads the configuration, listens, and stops gracefully: requests in flight are answered first. */
async function serve(): Promise<void> {
  if (existsSync(".env")) process.loadEnvFile(".env");
  const config = readConfig(process.env);
  const app = await buildApp(config);
  closeWithGrace({ delay: stopDelayMs, logger: false }, async ({ err, signal }) => {
    if (err) app.log.fatal({ err }, "stopping after an error");
    else app.log.info({ signal }, "stopping");
    await app.close();
  });
  await app.listen({
    host: config.host,
    port: config.port,
    listenTextResolver: () => "accepting connections",
  });
  const [address] = app.addresses();
  if (typeof address !== "object") return;
  startLogOf(app.log).info({ url: originOf(config, address.port) }, "listening");
}

const originOf = ({ host }: Config, port: number) => `http://${isIPv6(host) ? `[${host}]` : host}:${port}`;

/** What Node tells where an address can't be listened on, or a name not be resolved. */
interface ListenError extends NodeJS.ErrnoException {
  port?: number;
  address?: string;
  hostname?: string;
}

/** One clear message for the operator instead of a stack. */
function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof ConfigError) return error.message;
  const { code, port, address, hostname } = error as ListenError;
  if (code === "EADDRINUSE") return `PORT ${port} on ${address} is in use already. Choose another PORT.`;
  if (code === "EACCES" && port !== undefined) return `PORT ${port} may not be listened on by this user.`;
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND" || code === "EAI_AGAIN")
    return `HOST ${address ?? hostname ?? ""} is no address of this machine.`;
  return error.message;
}

try {
  await serve();
} catch (error) {
  process.stderr.write(`${explain(error)}\n`);
  process.exit(1);
}
