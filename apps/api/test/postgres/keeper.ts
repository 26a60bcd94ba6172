// Runs one PostgreSQL cluster for as long as its stdin stays open. Whoever started it may end in any way, by
// SIGKILL too: the pipe closes, the server stops and its folder goes.
import { once } from "node:events";

import { startCluster } from "./cluster.ts";

process.on("SIGINT", () => undefined);
const starterGone = once(process.stdin.resume(), "close");
const cluster = await startCluster();
process.stdout.on("error", () => undefined);
process.stdout.write(`${cluster.url}\n`);
await starterGone;
await cluster.stop();
