import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import {
  buildTestApp,
  createTestClock,
  createTestDatabase,
  type Engine,
  engines,
  type TestApp,
  testPassword,
} from "../../../test/build-test-app.ts";
import { enrolTotp } from "../../../test/second-factor.ts";
import { call, refresh, registerUser, signIn } from "../../../test/test-client.ts";
import { openDatabase } from "../../database/open-database.ts";
import { sqlitePath } from "../../database/sqlite/open-sqlite.ts";

type Clock = ReturnType<typeof createTestClock>;

const newPassword = "a quite different long phrase";
const wrongPassword = "a wrong guess, typed in haste";

/** Every token that an answer carries. */
function tokensOf({
  body,
  setCookie,
}: {
  body: object | undefined;
  setCookie: string | undefined;
}): string[] {
  const { access_token, refresh_token } = (body ?? {}) as Record<string, string | undefined>;
  return [access_token, refresh_token, setCookie].filter(
    (token) => token !== undefined && token !== "",
  ) as string[];
}

interface Life {
  /** Of what neither they nor any hash is kept. */
  tokens: Set<string>;
  /** Secrets that are as long as a key: a hash of them is kept, and they are not. */
  hashed: Set<string>;
}

/** A whole life: registration, sign-ins, refreshes, theft, an offline session, a password change, a second factor, an access token. */
async function live(app: TestApp, clock: Clock): Promise<Life> {
  const tokens = new Set<string>();
  const hashed = new Set<string>();
  const keep = <T extends Parameters<typeof tokensOf>[0]>(answer: T): T => {
    for (const token of tokensOf(answer)) tokens.add(token);
    return answer;
  };
  const first = await registerUser(app);
  const second = await signIn(app);
  for (const { accessToken, cookie } of [first, second]) tokens.add(accessToken).add(cookie);
  const token = (form: Record<string, string>) => call(app, "POST", "/api/token", { form });
  const offline = keep(
    await token({ username: "ada@example.com", password: testPassword, scope: "offline_access" }),
  );
  await token({ username: "ada@example.com", password: wrongPassword });
  await call(app, "POST", `/api/token?password=${testPassword}`, {
    body: { password: 1, username: wrongPassword },
  });
  let { cookie } = first;
  for (let generation = 0; generation < 5; generation += 1) {
    clock.advanceSeconds(21);
    const answer = keep(await refresh(app, cookie));
    await call(app, "GET", `/api/me?access_token=${answer.body.access_token}`, {
      bearer: answer.body.access_token,
    });
    cookie = answer.setCookie ?? cookie;
  }
  keep(await refresh(app, first.cookie));
  const refresh_token = String(offline.body["refresh_token"]);
  keep(await token({ grant_type: "refresh_token", refresh_token }));
  await call(app, "POST", "/api/revoke", { form: { token: refresh_token } });
  const { body } = keep(await refresh(app, second.cookie));
  const change = { currentPassword: testPassword, newPassword };
  await call(app, "POST", "/api/me/password", { bearer: body.access_token, body: change });
  await call(app, "POST", "/api/logout", { cookie: second.cookie, bearer: second.accessToken });
  const last = await signIn(app, "ada@example.com", newPassword);
  const { secret, recoveryCodes } = await enrolTotp(app, clock, last);
  const [used = ""] = recoveryCodes;
  keep(await token({ username: "ada@example.com", password: newPassword, otp: used }));
  await token({ username: "ada@example.com", password: newPassword, otp: `${used}-again` });
  for (const code of recoveryCodes) {
    tokens.add(code);
    // The one that was used is gone.
    if (code !== used) hashed.add(code.replaceAll("-", ""));
  }
  const apiKey = await call(app, "POST", "/api/api-keys", {
    bearer: last.accessToken,
    body: { name: "Job" },
  });
  hashed.add(String(apiKey.body["token"]));
  await call(app, "GET", "/api/me", { bearer: String(apiKey.body["token"]) });
  const challenge = await call(app, "POST", "/api/passkeys/authentication-options");
  hashed.add(String(challenge.body["challenge"]));
  return { tokens: tokens.add(secret).add(last.accessToken).add(last.cookie), hashed };
}

/** A secret in every form in which somebody might have kept it: whole, its MAC or signature, and hashes of them. */
function formsOf(secret: string): (string | Buffer)[] {
  const proof = secret.split(".").at(-1) ?? secret;
  const hashes = [secret, proof].flatMap((text) =>
    ["sha256", "sha512", "sha1", "md5"].map((algorithm) => createHash(algorithm).update(text).digest()),
  );
  const bytes = secret.includes(".") ? [Buffer.from(proof, "base64url"), ...hashes] : hashes;
  return [
    secret,
    proof,
    ...bytes,
    ...bytes.flatMap((each) => [each.toString("hex"), each.toString("base64url"), each.toString("base64")]),
  ];
}

const sha256 = (secret: string) => createHash("sha256").update(secret).digest("base64url");

const findLeaks = (secrets: Iterable<string>, text: Buffer): string[] =>
  [...secrets].filter((secret) => formsOf(secret).some((form) => text.includes(form)));

/** Everything that is in the tables, as text. */
async function dump(databaseUrl: string): Promise<Buffer> {
  const database = await openDatabase(databaseUrl);
  try {
    const tables = await database.read.introspection.getTables();
    const rows = await Promise.all(
      tables.map(({ name }) =>
        database.read
          .selectFrom(name as "sessions")
          .selectAll()
          .execute(),
      ),
    );
    return Buffer.from(JSON.stringify(rows));
  } finally {
    await database.close();
  }
}

/** The files themselves, pages that are free again and the write-ahead log too; not the refresh key's. */
function readDatabaseFiles(databaseUrl: string): Buffer {
  const folder = dirname(sqlitePath(databaseUrl));
  const files = readdirSync(folder).filter((name) => name.includes(".db"));
  expect(files).toContain("gatehouse.db-wal");
  return Buffer.concat(files.map((name) => readFileSync(join(folder, name))));
}

describe.each(engines)("whoever gets hold of the database on %s", (engine: Engine) => {
  test("finds no token, no hash of one and no password in it, and none in the log", async () => {
    const databaseUrl = await createTestDatabase(engine);
    const clock = createTestClock();
    const log: string[] = [];
    const stream = { write: (line: string) => void log.push(line) };
    const app = await buildTestApp({ databaseUrl }, { clock, logger: { level: "trace", stream } });
    const { tokens, hashed } = await live(app, clock);
    expect(tokens.size).toBeGreaterThan(20);
    const secrets = [...tokens, testPassword, newPassword, wrongPassword];

    const places = [await dump(databaseUrl)];
    if (engine === "sqlite") places.push(readDatabaseFiles(databaseUrl));
    for (const place of places) {
      const sids = [...tokens].map((token) => token.split(".")[1] ?? "").filter((part) => part.length === 36);
      // What should be there is found, so what is not found is not there.
      expect(sids.filter((sid) => place.includes(sid))).toEqual(sids);
      expect(place.includes("refresh.reuse_detected")).toBe(true);
      expect(findLeaks(secrets, place)).toEqual([]);
      expect([...hashed].filter((secret) => place.includes(secret))).toEqual([]);
      // Each is found as its hash, so it would have been found as it is.
      expect([...hashed].filter((secret) => place.includes(sha256(secret)))).toEqual([...hashed]);
    }
    const lines = Buffer.from(log.join(""));
    expect(log.length).toBeGreaterThan(20);
    expect(findLeaks(secrets, lines)).toEqual([]);
    expect([...hashed].filter((secret) => lines.includes(secret))).toEqual([]);
    expect(lines.toString()).not.toMatch(/authorization|set-cookie|"cookie"/i);
  });
});
