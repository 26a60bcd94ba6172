import { setTimeout as delay } from "node:timers/promises";
import { expect, test } from "vitest";
import { listBranches, refreshHonestly } from "./honest-loop.ts";
import { registerClient, signInClient } from "./jar-client.ts";
import { processEnvironment } from "./process-environment.ts";
import { startServers } from "./server-process.ts";
import { createSharedDatabase, fleets } from "./shared-database.ts";

const leewaySeconds = 3;
const patienceMs = (leewaySeconds * 1000) / 2 - 100;
const browsers = 3;
const tabsEach = 3;
const kills = 5;

test.each(fleets)(
  "browsers with several tabs stay signed in on %s, though its %i processes are killed at any moment",
  { timeout: 240_000 },
  async (engine, count) => {
    const database = await createSharedDatabase(engine);
    const environment = { ...processEnvironment(database.url), REFRESH_LEEWAY: `${leewaySeconds}` };
    const servers = await startServers(1, environment);
    servers.push(...(await startServers(count - 1, environment)));
    const urlOf = (index: number) => servers[index % servers.length]?.url ?? "";
    await registerClient(urlOf(0));
    const clients = await Promise.all(
      Array.from({ length: browsers }, (_, index) => signInClient(urlOf(index))),
    );

    let isOver = false;
    const pickServer = () => Math.floor(Math.random() * servers.length);
    // The tabs of a browser share its jar: whatever answer comes last is what the next call carries.
    const loops = clients.map((client) =>
      Promise.all(
        Array.from({ length: tabsEach }, () =>
          refreshHonestly(client, servers, pickServer, () => isOver, patienceMs),
        ),
      ),
    );
    for (let round = 0; round < kills; round += 1) {
      const victim = servers[pickServer()];
      // Not to wait for anything, but to hit any moment around a rotation.
      await delay(Math.random() * leewaySeconds * 1000);
      await victim?.kill();
      await victim?.start();
    }
    isOver = true;
    const reports = await Promise.all(loops);
    expect(reports.flat().flatMap((report) => report.refusals)).toEqual([]);
    expect(reports.flatMap(listBranches)).toEqual([]);
    expect(Math.min(...clients.map((client) => client.generation))).toBeGreaterThan(1);
    for (const client of clients) expect((await client.refresh(urlOf(0))).status).toBe(200);

    await Promise.all(servers.map((server) => server.stop()));
    await database.drop();
  },
);
