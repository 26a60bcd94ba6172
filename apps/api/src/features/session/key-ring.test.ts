import { beforeEach, describe, expect, test } from "vitest";
import { createTestClock, createTestDatabase } from "../../../test/build-test-app.ts";
import { operatorContext } from "../../audit/audit-log.ts";
import type { Database } from "../../database/database.ts";
import { migrate } from "../../database/migrate.ts";
import { openDatabase } from "../../database/open-database.ts";
import { createAccessTokens } from "./access-tokens.ts";
import { createKeyRing, type KeyRing } from "./key-ring.ts";
import { createRefreshKeys } from "./refresh-keys.ts";

const unknownKid = "0199b1a4-7c00-7000-8000-000000000001";
const hourSeconds = 3600;

let clock: ReturnType<typeof createTestClock>;
let database: Database;
let reads: number;
let isAway: boolean;
let ring: KeyRing;

beforeEach(async () => {
  clock = createTestClock();
  reads = 0;
  isAway = false;
  const opened = await openDatabase(await createTestDatabase("sqlite"));
  await migrate(opened);
  database = {
    ...opened,
    get read() {
      reads += 1;
      if (isAway) throw new Error("Connection terminated");
      return opened.read;
    },
  };
  ring = createRing();
  await ring.load();
  return () => opened.close();
});

const createRing = () =>
  createKeyRing({
    database,
    refreshKeys: createRefreshKeys([Buffer.alloc(32, 7)]),
    clock,
    onRemoved: () => undefined,
  });

describe("the key ring", () => {
  test("signs with a new key five seconds after it was stored, and publishes it at once", async () => {
    const first = ring.current().kid;
    const kid = await ring.rotate("EdDSA", operatorContext);
    await expect.poll(() => ring.list().map((key) => key.kid)).toContain(kid);
    clock.advanceSeconds(4.999);
    expect(ring.current().kid).toBe(first);
    clock.advanceSeconds(0.001);
    expect(ring.current()).toMatchObject({ kid, algorithm: "EdDSA" });
  });

  test("verifies with a former key until the last token it may have signed has expired", async () => {
    const former = ring.current().kid;
    const kid = await ring.rotate("ES256", operatorContext);
    await expect.poll(() => ring.list().map((key) => key.kid)).toContain(kid);
    clock.advanceSeconds(5 + hourSeconds - 0.001);
    expect(await ring.find(former)).toMatchObject({ kid: former });
    clock.advanceSeconds(0.001);
    expect(await ring.find(former)).toBeUndefined();
    expect(ring.list().map((key) => key.kid)).toEqual([kid]);
  });

  test("asks the database for an unknown kid at most once a second, whatever strangers present", async () => {
    clock.advanceSeconds(1);
    const before = reads;
    for (let index = 0; index < 100; index += 1) expect(await ring.find(unknownKid)).toBeUndefined();
    expect(reads).toBe(before + 1);
    clock.advanceSeconds(1);
    await Promise.all(Array.from({ length: 100 }, () => ring.find(unknownKid)));
    expect(reads).toBe(before + 2);
  });

  test("finds a key that another process has made, by its kid", async () => {
    const other = createRing();
    await other.load();
    const kid = await other.rotate("ES256", operatorContext);
    clock.advanceSeconds(1);
    expect(await ring.find(kid)).toMatchObject({ kid });
  });

  test("says so while the database is away, not that there is no such key, and asks again at once", async () => {
    const { verify } = createAccessTokens({
      keys: ring,
      clock,
      ttlSeconds: 300,
      issuer: () => "http://localhost",
    });
    const decodedHeader = { alg: "ES256", typ: "at+jwt", kid: unknownKid };
    const token = [decodedHeader, {}, {}].map((part) =>
      Buffer.from(JSON.stringify(part)).toString("base64url"),
    );
    clock.advanceSeconds(1);
    isAway = true;
    await expect(verify(token.join("."))).rejects.toThrow("Connection terminated");
    isAway = false;
    const before = reads;
    await expect(verify(token.join("."))).rejects.toMatchObject({ code: "token_invalid" });
    expect(reads).toBe(before + 1);
  });

  test("makes one first key where several processes start at once", async () => {
    await database.write((writer) => writer.deleteFrom("signing_keys").execute());
    const rings = Array.from({ length: 5 }, createRing);
    await Promise.all(rings.map((each) => each.load()));
    expect(new Set(rings.map((each) => each.current().kid)).size).toBe(1);
  });
});
