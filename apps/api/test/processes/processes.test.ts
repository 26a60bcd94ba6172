import { setTimeout as delay } from "node:timers/promises";
import { beforeAll, describe, expect, test } from "vitest";
import { listBranches, refreshHonestly } from "./honest-loop.ts";
import { type JarClient, registerClient, signInClient } from "./jar-client.ts";
import { lastAcceptedAfter, observeUntil } from "./observations.ts";
import { processEnvironment } from "./process-environment.ts";
import { type ServerProcess, startServers } from "./server-process.ts";
import { createSharedDatabase, fleets } from "./shared-database.ts";

const bootTimeoutMs = 60_000;
const knownWithinMs = 1000;
const patienceMs = 15_000;
const kills = 4;

describe.each(fleets)("several processes on one database, %s, %i of them", (engine, count) => {
  let servers: ServerProcess[] = [];
  let owner: JarClient;

  const urlOf = (index: number) => servers[index % servers.length]?.url ?? "";

  beforeAll(async () => {
    const database = await createSharedDatabase(engine);
    const environment = processEnvironment(database.url);
    // The first one migrates; the others find everything in place, as behind a load balancer.
    servers = await startServers(1, environment);
    servers.push(...(await startServers(count - 1, environment)));
    owner = await registerClient(urlOf(0));
    return async () => {
      await Promise.all(servers.map((server) => server.stop()));
      await database.drop();
    };
  }, bootTimeoutMs);

  test("give fifty simultaneous refreshes of one token one successor", async () => {
    const client = await signInClient(urlOf(0));
    const rivals = Array.from({ length: 50 }, () => client.copy());
    const answers = await Promise.all(rivals.map((rival, index) => rival.refresh(urlOf(index))));
    expect(answers.map((answer) => answer.status)).toEqual(Array.from({ length: 50 }, () => 200));
    expect(new Set(rivals.map((rival) => rival.jar)).size).toBe(1);
    expect(rivals[0]?.generation).toBe(2);
    const next = await Promise.all(
      rivals.slice(0, 10).map((rival, index) => rival.refresh(urlOf(index + 1))),
    );
    expect(new Set(next.map((answer) => answer.setCookie)).size).toBe(1);
  });

  test.each(["logout", "revocation"])("refuse what another ended by %s within a second", async (way) => {
    const client = await signInClient(urlOf(0));
    for (const { url } of servers) expect((await client.me(url)).status).toBe(200);
    const watching = servers.map((server) =>
      observeUntil(
        () => client.copy().me(server.url),
        ({ status }) => status === 401,
        patienceMs,
      ),
    );
    const sid = client.jar.split(".")[1] ?? "";
    const ended =
      way === "logout"
        ? await client.copy().logout(urlOf(1))
        : await owner.copy().call(urlOf(1), "DELETE", `/api/me/sessions/${sid}`);
    const answeredAt = performance.now();
    expect(ended.status).toBe(204);
    for (const [index, observations] of (await Promise.all(watching)).entries()) {
      expect(observations.at(-1)?.code).toBe("session_revoked");
      expect(lastAcceptedAfter(observations, answeredAt)).toBeLessThan(index === 1 ? 1 : knownWithinMs);
      expect(await client.copy().refresh(urlOf(index))).toMatchObject({
        status: 401,
        code: "session_revoked",
      });
    }
  });

  test("sign nobody honest out, though they are killed at any moment", { timeout: 240_000 }, async () => {
    const clients = await Promise.all(Array.from({ length: 4 }, (_, index) => signInClient(urlOf(index))));
    let isOver = false;
    const pickServer = () => Math.floor(Math.random() * servers.length);
    const loops = clients.map((client) => refreshHonestly(client, servers, pickServer, () => isOver));
    for (let round = 0; round < kills; round += 1) {
      const victim = servers[pickServer()];
      // Not to wait for anything, but to hit any moment of a refresh.
      await delay(Math.random() * 300);
      await victim?.kill();
      await victim?.start();
    }
    isOver = true;
    const reports = await Promise.all(loops);
    expect(reports.flatMap((report) => report.refusals)).toEqual([]);
    expect(reports.flatMap((report) => listBranches([report]))).toEqual([]);
    expect(Math.min(...reports.map((report) => report.refreshes))).toBeGreaterThan(10);
    for (const client of clients) expect((await client.refresh(urlOf(0))).status).toBe(200);
  });

  test("serve nothing that was ended while one of them was frozen", { timeout: 120_000 }, async () => {
    const [awake, frozen] = servers as [ServerProcess, ServerProcess];
    const client = await signInClient(awake.url);
    expect((await client.me(frozen.url)).status).toBe(200);
    frozen.signal("SIGSTOP");
    const frozenAt = performance.now();
    // Sent while it can't answer: the first thing that it finds when it wakes.
    const waiting = Array.from({ length: 10 }, () => client.copy().me(frozen.url));
    expect((await client.copy().logout(awake.url)).status).toBe(204);
    await expect.poll(() => performance.now() - frozenAt, { timeout: 10_000 }).toBeGreaterThan(5500);
    frozen.signal("SIGCONT");
    const answers = await Promise.all(waiting);
    expect(answers.map(({ status }) => status)).not.toContain(200);
    const since = await observeUntil(
      () => client.copy().me(frozen.url),
      ({ status }) => status === 401,
      patienceMs,
    );
    expect(since.map(({ status }) => status)).not.toContain(200);
    expect(since.at(-1)?.code).toBe("session_revoked");
    expect((await owner.copy().me(frozen.url)).status).toBe(200);
  });
});
