import { createHmac, generateKeyPairSync, randomUUID } from "node:crypto";
import { createLocalJWKSet, exportJWK, type JSONWebKeySet, jwtVerify, SignJWT } from "jose";
import { beforeEach, describe, expect, test } from "vitest";
import { accessTokenType } from "@gatehouse/shared/access-token";
import {
  buildTestApp,
  createTestClock,
  createTestDatabase,
  type TestApp,
  testConfig,
  testOrigin,
} from "../../../test/build-test-app.ts";
import { call, refresh, registerUser, type TestSession } from "../../../test/test-client.ts";
import { claimsOf, createTokenForger, tamper, type TokenForger } from "../../../test/token-forger.ts";
import { operatorContext } from "../../audit/audit-log.ts";
import { createKeyRing } from "./key-ring.ts";
import { createRefreshKeys } from "./refresh-keys.ts";
import { type SigningAlgorithm, signingAlgorithms } from "./signing-key.ts";

let app: TestApp;
let clock: ReturnType<typeof createTestClock>;
let session: TestSession;
let forger: TokenForger;

beforeEach(async () => {
  const databaseUrl = await createTestDatabase("sqlite");
  clock = createTestClock();
  app = await buildTestApp({ databaseUrl }, { clock });
  session = await registerUser(app);
  forger = await createTokenForger(databaseUrl);
});

const present = (bearer: string) => call(app, "GET", "/api/me", { bearer });
const jwks = async () => (await call<JSONWebKeySet>(app, "GET", "/.well-known/jwks.json")).body;

async function assertRefused(token: string, code = "token_invalid"): Promise<void> {
  const answer = await present(token);
  expect(answer).toMatchObject({ status: 401, body: { code } });
  expect(answer.headers["www-authenticate"]).toContain('error="invalid_token"');
  expect((await present(session.accessToken)).status).toBe(200);
}

const hmac = (secret: string | Buffer, input: string) =>
  createHmac("sha256", secret).update(input).digest("base64url");

/** The token with its algorithm swapped for HMAC, signed with something that everybody knows. */
function signWithPublicKey(secret: string | Buffer): string {
  const swapped = tamper(session.accessToken, { header: { alg: "HS256" }, signature: "" }).slice(0, -1);
  return `${swapped}.${hmac(secret, swapped)}`;
}

describe("an access token is refused whose", () => {
  test.each(["none", "None", "HS256", "RS256", "EdDSA", "ES384", "ES512", "PS256", ""])(
    "header says alg %j",
    async (alg) => {
      await assertRefused(tamper(session.accessToken, { header: { alg } }));
      await assertRefused(tamper(session.accessToken, { header: { alg }, signature: "" }));
    },
  );

  test("HMAC is computed with the public key in any spelling", async () => {
    const key = forger.publicKey;
    const [jwk] = (await jwks()).keys;
    const pem = key.export({ type: "spki", format: "pem" });
    const spellings = [
      pem,
      String(pem).trim(),
      key.export({ type: "spki", format: "der" }),
      JSON.stringify(jwk),
    ];
    for (const secret of [...spellings, ""]) await assertRefused(signWithPublicKey(secret));
  });

  test("signature is missing", async () => {
    await assertRefused(tamper(session.accessToken, { signature: "" }));
    await assertRefused(session.accessToken.split(".").slice(0, 2).join("."));
  });

  test("claims were changed", async () => {
    for (const claims of [{ role: "admin" }, { sub: randomUUID() }, { exp: 9_999_999_999 }, { ver: 99 }]) {
      await assertRefused(tamper(session.accessToken, { claims }));
    }
  });

  test("kid is that of another key, or of none, or no string", async () => {
    for (const kid of [randomUUID(), "", null, 1, ["x"], "../../dev/null", "' OR 1=1 --"]) {
      await assertRefused(tamper(session.accessToken, { header: { kid } }));
    }
  });

  test("key comes with it, as jwk, jku, x5u or x5c", async () => {
    const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    const jwk = await exportJWK(publicKey);
    for (const extra of [{ jwk }, { jku: `${testOrigin}/x` }, { x5u: `${testOrigin}/x` }, { x5c: ["AA"] }]) {
      for (const kid of [forger.kid, randomUUID()]) {
        const header = { alg: "ES256", typ: accessTokenType, kid, ...extra };
        const forged = new SignJWT(claimsOf(session.accessToken)).setProtectedHeader(header).sign(privateKey);
        await assertRefused(await forged);
      }
    }
  });

  test("header lists something critical, even under our own signature", async () => {
    const header = { crit: ["b64"], b64: true };
    const signed = await forger.sign(claimsOf(session.accessToken), header);
    await assertRefused(signed);
  });

  test.each([undefined, "JWT", "jwt", "dpop+jwt", "id_token", "logout+jwt"])(
    "typ is %j, even under our own signature",
    async (typ) => {
      await assertRefused(await forger.sign(claimsOf(session.accessToken), { typ } as { typ: string }));
    },
  );

  test.each<[string, object]>([
    ["issuer is another", { iss: "https://elsewhere.example" }],
    ["issuer is missing", { iss: undefined }],
    ["audience is another", { aud: "https://elsewhere.example/api" }],
    ["audience is the issuer", { aud: testOrigin }],
    ["audience is a list", { aud: [`${testOrigin}/api`] }],
    ["audience is missing", { aud: undefined }],
    ["subject is no string", { sub: 1 }],
    ["version is missing", { ver: undefined }],
    ["version is text", { ver: "99" }],
    ["expiry is missing", { exp: undefined }],
    ["expiry is text", { exp: "9999999999" }],
    ["expiry is beyond all time", { exp: 1e300 }],
    ["time of issue is missing", { iat: undefined }],
    ["time of issue is an hour ahead", { iat: 1_768_482_000 }],
    ["session has no generation", { gen: undefined }],
    ["generation is without a session", { sid: undefined }],
    ["session is no string", { sid: { toString: "x" } }],
    ["role is unknown", { role: "root" }],
    ["role is a property of every object", { role: "constructor" }],
    ["scope is missing", { scope: undefined }],
    ["client is missing", { client_id: undefined }],
    ["time before which it counts for nothing is given", { nbf: 1 }],
  ])("%s, even under our own signature", async (_title, changes) => {
    await assertRefused(await forger.sign({ ...claimsOf(session.accessToken), ...changes }));
  });

  test("claims are doubled, under another's signature", async () => {
    const [header = "", claims = "", signature = ""] = session.accessToken.split(".");
    const text = Buffer.from(claims, "base64url").toString();
    for (const doubled of [`${text.slice(0, -1)},"role":"admin"}`, `{"role":"admin",${text.slice(1)}`]) {
      await assertRefused([header, Buffer.from(doubled).toString("base64url"), signature].join("."));
    }
  });

  test("text is spelled in another way", async () => {
    const { accessToken } = session;
    const spellings = [
      `${accessToken}=`,
      `${accessToken}==`,
      `${accessToken}.`,
      `${accessToken}.${accessToken}`,
      accessToken.replace(".", ".."),
      accessToken.toUpperCase(),
      `${accessToken}${"A".repeat(5000)}`,
    ];
    for (const spelling of spellings) await assertRefused(spelling);
  });
});

describe("a genuine access token is refused", () => {
  test("from its expiry on, whatever it was accepted for before", async () => {
    expect((await present(session.accessToken)).status).toBe(200);
    clock.advanceSeconds(299);
    expect((await present(session.accessToken)).status).toBe(200);
    clock.advanceSeconds(1);
    expect(await present(session.accessToken)).toMatchObject({
      status: 401,
      body: { code: "token_expired" },
    });
  });

  test("where it claims to live longer than tokens do", async () => {
    const claims = { ...claimsOf(session.accessToken), exp: 9_999_999_999 };
    const longLived = await forger.sign(claims);
    clock.advanceSeconds(301);
    expect(await present(longLived)).toMatchObject({ status: 401, body: { code: "token_expired" } });
  });

  test("once its key is gone, though it was accepted a moment ago", async () => {
    expect((await present(session.accessToken)).status).toBe(200);
    const { database } = forger;
    await database.write(async (writer) => {
      await writer.deleteFrom("signing_keys").where("kid", "=", forger.kid).execute();
      await database.announce(writer, [{ kind: "keys-changed" }]);
    });
    await expect.poll(async () => (await present(session.accessToken)).body["code"]).toBe("token_invalid");
  });

  test("as a refresh token, and a refresh token as an access token", async () => {
    expect(await refresh(app, session.accessToken)).toMatchObject({ body: { code: "refresh_invalid" } });
    await assertRefused(session.cookie);
  });
});

describe.each(signingAlgorithms)("a key rotated to %s", (algorithm: SigningAlgorithm) => {
  test("signs from five seconds on what anybody can verify by the published keys", async () => {
    const refreshKeys = createRefreshKeys(testConfig().refreshKeys ?? []);
    const ring = createKeyRing({ database: forger.database, refreshKeys, clock, onRemoved: () => undefined });
    const kid = await ring.rotate(algorithm, operatorContext);
    await expect.poll(async () => (await jwks()).keys.map((key) => key.kid)).toContain(kid);
    const before = await refresh(app, session.cookie);
    clock.advanceSeconds(5);
    const after = await refresh(app, session.cookie);
    for (const [answer, expected] of [
      [before, { kid: forger.kid, alg: "ES256" }],
      [after, { kid, alg: algorithm }],
    ] as const) {
      const { access_token: token } = answer.body;
      const verified = await jwtVerify(token, createLocalJWKSet(await jwks()), {
        issuer: testOrigin,
        audience: `${testOrigin}/api`,
        typ: accessTokenType,
        currentDate: new Date(clock.now()),
      });
      expect(verified.protectedHeader).toEqual({ ...expected, typ: accessTokenType });
      expect((await present(token)).status).toBe(200);
      await assertRefused(tamper(token, { header: { kid: answer === after ? forger.kid : kid } }));
    }
    const published = (await jwks()).keys.flatMap((key) => Object.keys(key));
    for (const secret of ["d", "p", "q", "dp", "dq", "qi", "k"]) expect(published).not.toContain(secret);
  });
});
