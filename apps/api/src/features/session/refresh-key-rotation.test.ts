import { describe, expect, test } from "vitest";
import {
  buildTestApp,
  createTestClock,
  createTestDatabase,
  engines,
  type TestApp,
} from "../../../test/build-test-app.ts";
import { call, refresh, registerUser } from "../../../test/test-client.ts";
import { openDatabase } from "../../database/open-database.ts";

const [oldKey, newKey] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
const leewaySeconds = 20;

describe.each(engines)("a refresh key rotated on %s", (engine) => {
  async function setUp() {
    const databaseUrl = await createTestDatabase(engine);
    const clock = createTestClock();
    const startProcess = (...refreshKeys: Buffer[]) =>
      buildTestApp({ databaseUrl, refreshKeys }, { clock, engine });
    return { databaseUrl, clock, startProcess };
  }

  const status = async (app: TestApp, cookie: string) => (await refresh(app, cookie)).status;

  test("signs nobody out, added last on every process and then moved first on one after the other", async () => {
    const { clock, startProcess } = await setUp();
    const before = await startProcess(oldKey);
    const { cookie, accessToken } = await registerUser(before);
    const adding = await startProcess(oldKey, newKey);
    expect(await status(adding, cookie)).toBe(200);
    const moved = await startProcess(newKey, oldKey);
    clock.advanceSeconds(leewaySeconds);
    const rotated = await refresh(moved, cookie);
    expect(rotated.setCookie?.split(".")[0]).not.toBe(cookie.split(".")[0]);
    // Whoever derives by another first key still replays byte for byte what the rotation gave.
    expect((await refresh(adding, cookie)).setCookie).toBe(rotated.setCookie);
    expect((await refresh(moved, cookie)).setCookie).toBe(rotated.setCookie);
    clock.advanceSeconds(leewaySeconds);
    const back = await refresh(adding, rotated.setCookie ?? "");
    expect(back.setCookie?.split(".")[0]).toBe(cookie.split(".")[0]);
    expect(await status(moved, back.setCookie ?? "")).toBe(200);
    expect((await call(moved, "GET", "/api/me", { bearer: accessToken })).status).toBe(200);
  });

  test("refuses what a key derived that is given no more, and changes nothing", async () => {
    const { startProcess } = await setUp();
    const { cookie } = await registerUser(await startProcess(oldKey, newKey));
    await startProcess(newKey, oldKey);
    const without = await startProcess(newKey);
    expect(await refresh(without, cookie)).toMatchObject({ status: 401, body: { code: "refresh_invalid" } });
    expect(await status(await startProcess(newKey, oldKey), cookie)).toBe(200);
  });

  test("seals the signing keys anew, so that the former one can be dropped", async () => {
    const { databaseUrl, startProcess } = await setUp();
    const { accessToken } = await registerUser(await startProcess(oldKey));
    const database = await openDatabase(databaseUrl);
    const sealed = () => database.read.selectFrom("signing_keys").selectAll().executeTakeFirstOrThrow();
    const former = await sealed();
    await startProcess(newKey, oldKey);
    const resealed = await sealed();
    expect(resealed.kid).toBe(former.kid);
    expect(resealed.sealed_private_key).not.toBe(former.sealed_private_key);
    const alone = await startProcess(newKey);
    expect((await call(alone, "GET", "/api/me", { bearer: accessToken })).status).toBe(200);
    expect(await sealed()).toEqual(resealed);
    await expect(startProcess(oldKey)).rejects.toThrow(/REFRESH_KEY that is not given any more/);
    await database.close();
  });
});
