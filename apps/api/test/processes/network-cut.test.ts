import { beforeAll, describe, expect, test } from "vitest";
import { createPostgresDatabase } from "../postgres/create-postgres-database.ts";
import { registerClient, signInClient } from "./jar-client.ts";
import { lastAcceptedAfter, observeUntil } from "./observations.ts";
import { processEnvironment } from "./process-environment.ts";
import { type ServerProcess, startServers } from "./server-process.ts";
import { startTcpProxy, type TcpProxy } from "./tcp-proxy.ts";

const bootTimeoutMs = 60_000;
const testTimeoutMs = 60_000;
const patienceMs = 20_000;
/** As old as what a process knows of the others may be. */
const maxViewAgeMs = 5000;

describe("a process that is cut off from PostgreSQL", () => {
  let proxy: TcpProxy;
  let cutOff: ServerProcess;
  let connected: ServerProcess;

  beforeAll(async () => {
    const database = await createPostgresDatabase();
    proxy = await startTcpProxy(database.url);
    [connected] = (await startServers(1, processEnvironment(database.url))) as [ServerProcess];
    [cutOff] = (await startServers(1, processEnvironment(proxy.url))) as [ServerProcess];
    await registerClient(connected.url);
    return async () => {
      proxy.heal();
      await Promise.all([cutOff.stop(), connected.stop()]);
      await proxy.close();
      await database.drop();
    };
  }, bootTimeoutMs);

  test.each(["stall", "cut"] as const)(
    "by a %s answers 503 after five seconds, and knows what it missed before it answers 200 again",
    async (how) => {
      const ended = await signInClient(connected.url);
      const staying = await signInClient(connected.url);
      for (const client of [ended, staying]) {
        // A refresh too: it leaves a connection in the pool that nobody tells of the cut.
        expect((await client.refresh(cutOff.url)).status).toBe(200);
        expect((await client.me(cutOff.url)).status).toBe(200);
      }

      const cutAt = performance.now();
      proxy[how]();
      expect((await ended.copy().logout(connected.url)).status).toBe(204);
      const is503 = ({ status }: { status: unknown }) => status === 503;
      const [blind, blindToo] = await Promise.all(
        [ended, staying].map((client) => observeUntil(() => client.copy().me(cutOff.url), is503, patienceMs)),
      );
      for (const observations of [blind ?? [], blindToo ?? []]) {
        expect(observations.at(-1)?.code).toBe("revocations_unknown");
        expect(lastAcceptedAfter(observations, cutAt)).toBeLessThanOrEqual(maxViewAgeMs);
      }
      expect((await fetch(`${cutOff.url}/healthz`)).status).toBe(200);

      const jar = staying.jar;
      const [refused, refusedToo] = await Promise.all(
        [staying, ended].map((client) => client.copy().refresh(cutOff.url)),
      );
      for (const answer of [refused, refusedToo]) {
        expect(answer).toMatchObject({ status: 503, code: "unavailable", setCookie: undefined });
      }

      proxy.heal();
      const [after, afterToo] = await Promise.all([
        observeUntil(
          () => ended.copy().me(cutOff.url),
          ({ status }) => status === 401,
          patienceMs,
        ),
        observeUntil(
          () => staying.copy().me(cutOff.url),
          ({ status }) => status === 200,
          patienceMs,
        ),
      ]);
      expect(after?.map(({ status }) => status)).not.toContain(200);
      expect(after?.at(-1)?.code).toBe("session_revoked");
      expect(new Set(afterToo?.map(({ status }) => status))).toEqual(new Set([200, 503]));
      expect(staying.jar).toBe(jar);
      expect((await staying.refresh(cutOff.url)).status).toBe(200);
    },
    testTimeoutMs,
  );
});
