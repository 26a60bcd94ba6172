import { chmodSync, existsSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { hash as hashBcrypt } from "@node-rs/bcrypt";
import { decodeProtectedHeader } from "jose";
import { TOTP } from "otpauth";
import { describe, expect, test, vi } from "vitest";
import { engines } from "../test/build-test-app.ts";
import {
  createInstallationOn,
  createTestInstallation,
  runCli,
  startServer,
  type TestInstallation,
} from "../test/run-program.ts";
import { openDatabase } from "./database/open-database.ts";

const email = "ada@example.com";
const password = "correct horse battery staple";
const secondMs = 1000;

const createUser = (installation: TestInstallation, address = email) =>
  runCli(installation, ["user", "create", "--email", address, "--role", "admin"], `${password}\n`);

async function signIn(url: string, secret = password, username = email) {
  const answer = await fetch(`${url}/api/token`, {
    method: "POST",
    body: new URLSearchParams({ username, password: secret, scope: "offline_access" }),
  });
  return {
    status: answer.status,
    ...((await answer.json()) as { access_token: string; refresh_token: string }),
  };
}

async function codeOf(url: string, token: string) {
  const answer = await fetch(`${url}/api/me`, { headers: { authorization: `Bearer ${token}` } });
  return ((await answer.json()) as { code?: string }).code;
}

/** Every refusal is exactly one line on stderr, and nothing on stdout. */
const refusal = (stderr: string | RegExp) => ({
  status: 1,
  stdout: "",
  stderr: expect.stringMatching(stderr) as string,
});

test("makes accounts and refuses what can't be made", { timeout: 60_000 }, async () => {
  const installation = createTestInstallation();
  const made = await createUser(installation);
  expect(made).toMatchObject({ status: 0, stderr: "" });
  expect(await createUser(installation, "ADA@example.com")).toEqual(
    refusal(/^This email already has an account\.\n$/),
  );
  const short = await runCli(
    installation,
    ["user", "create", "--email", "b@example.com", "--role", "clerk"],
    "short\n",
  );
  expect(short).toEqual(refusal(/^The password must have at least 15 characters; it has 5\.\n$/));
  const unknown = await runCli(installation, ["user", "disable", "--email", "nobody@example.com"]);
  expect(unknown).toEqual(refusal(/^There is no user nobody@example\.com\.\n$/));
});

test.each([
  [[]],
  [["nothing"]],
  [["user", "create"]],
  [["user", "create", "--email", "a@example.com", "--role", "king"]],
  [["user", "disable", "--email", "no address"]],
  [["keys", "rotate", "--alg", "HS256"]],
  [["backup"]],
])("calls %j wrong usage", async (args) => {
  const { status, stderr } = await runCli(createTestInstallation(), args);
  expect(status).toBe(2);
  expect(stderr).not.toBe("");
});

test("names bad variables in one line", async () => {
  const installation = createTestInstallation({ PORT: "many", REFRESH_LEEWAY: "-1" });
  expect(await runCli(installation, ["migrate"])).toEqual(
    refusal(/^[^\n]*PORT[^\n]*REFRESH_LEEWAY[^\n]*\n$/),
  );
});

/** A personal access token. */
async function makeApiKey(url: string, token: string): Promise<string> {
  const answer = await fetch(`${url}/api/api-keys`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify({ name: "Nightly export" }),
  });
  return ((await answer.json()) as { token: string }).token;
}

describe.each(engines)("a running server on %s", (engine) => {
  test("hears of a revocation, a disabling and a new key", { timeout: 60_000 }, async () => {
    const installation = await createInstallationOn(engine, { ACCESS_TOKEN_TTL: "3600" });
    await createUser(installation);
    const { url } = await startServer(installation);

    const first = await signIn(url);
    expect(await codeOf(url, first.access_token)).toBeUndefined();
    const revoked = await runCli(installation, ["sessions", "revoke", "--email", email]);
    expect(revoked).toMatchObject({ status: 0, stdout: `1 session of ${email} ended.\n` });
    await vi.waitFor(
      async () => expect(await codeOf(url, first.access_token)).toBe("session_revoked"),
      secondMs,
    );

    const second = await signIn(url);
    const apiKey = await makeApiKey(url, second.access_token);
    expect(await codeOf(url, apiKey)).toBeUndefined();
    expect(await runCli(installation, ["user", "disable", "--email", email])).toMatchObject({ status: 0 });
    await vi.waitFor(
      async () => expect(await codeOf(url, second.access_token)).toBe("account_disabled"),
      secondMs,
    );
    expect((await signIn(url)).status).toBe(400);

    expect(await runCli(installation, ["user", "enable", "--email", email])).toMatchObject({ status: 0 });
    await vi.waitFor(
      async () => expect(await codeOf(url, second.access_token)).toBe("session_revoked"),
      secondMs,
    );
    expect(await codeOf(url, apiKey)).toBe("token_invalid");

    expect(await runCli(installation, ["keys", "rotate", "--alg", "EdDSA"])).toMatchObject({ status: 0 });
    const listKeys = async () => {
      const answer = await fetch(`${url}/.well-known/jwks.json`);
      return ((await answer.json()) as { keys: { alg: string }[] }).keys.map(({ alg }) => alg);
    };
    await vi.waitFor(
      async () => expect(await listKeys()).toEqual(expect.arrayContaining(["ES256", "EdDSA"])),
      secondMs,
    );
    const third = await signIn(url);
    expect(await codeOf(url, third.access_token)).toBeUndefined();
    expect(decodeProtectedHeader(third.access_token).alg).toBe("ES256");
  });

  test("takes over users with the hashes of another system", { timeout: 60_000 }, async () => {
    const installation = await createInstallationOn(engine);
    const { url } = await startServer(installation);
    const passwordHash = await hashBcrypt("an older and shorter one", { cost: 4 });
    const file = join(installation.folder, "users.csv");
    writeFileSync(
      file,
      `email,firstName,lastName,role,passwordHash\r\n${email},Ada,Lovelace,admin,${passwordHash}\r\n`,
    );
    expect(await runCli(installation, ["import", "users", file])).toMatchObject({
      status: 0,
      stdout: "1 user imported.\n",
    });
    expect(await runCli(installation, ["import", "users", file])).toEqual(
      refusal(/^ada@example\.com already has an account\. Nothing was imported\.\n$/),
    );
    expect((await signIn(url, "an older and shorter one")).status).toBe(200);
    expect((await signIn(url, "an older and shorter one")).status).toBe(200);
    expect((await signIn(url, "an older and wrong one")).status).toBe(400);
  });

  test("is found well by the doctor, and a changed audit log not", { timeout: 60_000 }, async () => {
    const installation = await createInstallationOn(engine);
    const missing = engine === "sqlite" ? "database" : "migrations, audit chain, signing keys, clock";
    expect(await runCli(installation, ["doctor"])).toMatchObject({
      status: 1,
      stderr: `Not well: ${missing}.\n`,
    });
    await createUser(installation);
    expect(await runCli(installation, ["doctor"])).toMatchObject({ status: 0, stderr: "" });
    await startServer(installation);
    expect(await runCli(installation, ["doctor"])).toMatchObject({ status: 0, stderr: "" });
    const database = await openDatabase(installation.environment["DATABASE_URL"] ?? "");
    await database.write((writer) =>
      writer.updateTable("audit_events").set({ type: "nothing" }).where("sequence", "=", 1).execute(),
    );
    await database.close();
    const { status, stdout, stderr } = await runCli(installation, ["doctor"]);
    expect({ status, stderr }).toEqual({ status: 1, stderr: "Not well: audit chain.\n" });
    expect(stdout).toContain("event 1 was changed");
  });
});

test("the doctor names a key or a database that others can read", { timeout: 60_000 }, async () => {
  const installation = createTestInstallation();
  expect(await runCli(installation, ["keys", "rotate"])).toMatchObject({ status: 0 });
  const data = join(installation.folder, "data");
  const database = join(data, "gatehouse.db");
  for (const [file, mode] of [
    [join(data, "refresh.key"), 0o644],
    [database, 0o640],
  ] as const) {
    chmodSync(data, 0o755);
    chmodSync(file, mode);
    const { status, stdout } = await runCli(installation, ["doctor"]);
    expect({ status, stdout }).toEqual({
      status: 1,
      stdout: expect.stringContaining(`wrong  file modes: ${file} can be read by others. Take`) as string,
    });
    chmodSync(file, 0o600);
  }
  chmodSync(database, 0o644);
  chmodSync(data, 0o700);
  expect(await runCli(installation, ["doctor"])).toMatchObject({ status: 0 });
});

test(
  "an operator helps the last administrator who has lost his second factor",
  { timeout: 60_000 },
  async () => {
    const installation = createTestInstallation();
    await createUser(installation);
    const { url } = await startServer(installation);
    const { access_token: token } = await signIn(url);
    const post = async <T>(path: string, body?: object) => {
      const answer = await fetch(`${url}/api/me/second-factor/${path}`, {
        method: "POST",
        headers: { authorization: `Bearer ${token}`, ...(body && { "content-type": "application/json" }) },
        ...(body && { body: JSON.stringify(body) }),
      });
      return (await answer.json()) as T;
    };
    const { secret } = await post<{ secret: string }>("totp");
    await post("totp/confirm", { code: new TOTP({ secret }).generate() });
    expect((await signIn(url)).status).toBe(400);

    const reset = await runCli(installation, ["user", "reset-second-factor", "--email", email]);
    expect(reset).toMatchObject({ status: 0, stderr: "" });
    expect((await signIn(url)).status).toBe(200);
    await vi.waitFor(async () => expect(await codeOf(url, token)).toBe("session_revoked"), secondMs);
  },
);

test("a new password ends all sessions", { timeout: 60_000 }, async () => {
  const installation = createTestInstallation();
  await createUser(installation);
  const { url } = await startServer(installation);
  const { access_token } = await signIn(url);
  const newPassword = "another phrase that nobody guesses";
  const set = await runCli(installation, ["user", "set-password", "--email", email], `${newPassword}\r\n`);
  expect(set).toMatchObject({ status: 0, stderr: "" });
  await vi.waitFor(async () => expect(await codeOf(url, access_token)).toBe("session_revoked"), secondMs);
  expect((await signIn(url)).status).toBe(400);
  expect((await signIn(url, newPassword)).status).toBe(200);
});

test("backs up while served, restores while not, and ends all sessions", { timeout: 60_000 }, async () => {
  const installation = createTestInstallation({ ACCESS_TOKEN_TTL: "3600" });
  await createUser(installation);
  const { url, stop } = await startServer(installation);
  const before = await signIn(url);
  const backup = join(installation.folder, "backup.db");
  expect(await runCli(installation, ["backup", backup])).toMatchObject({ status: 0 });
  expect(statSync(backup).mode & 0o777).toBe(0o600);
  expect(await runCli(installation, ["backup", backup])).toEqual(refusal(/exists already\.\n$/));
  expect(await runCli(installation, ["restore", backup])).toEqual(
    refusal(/is in use\. Stop the server first\.\n$/),
  );
  await createUser(installation, "late@example.com");
  const after = await signIn(url);
  await stop();

  expect(await runCli(installation, ["restore", backup])).toMatchObject({ status: 0 });
  const { url: again } = await startServer(installation);
  expect((await signIn(again, password, "late@example.com")).status).toBe(400);
  expect(await codeOf(again, before.access_token)).toBe("token_invalid");
  expect(await codeOf(again, after.access_token)).toBe("token_invalid");
  const refreshed = await fetch(`${again}/api/token`, {
    method: "POST",
    body: new URLSearchParams({ grant_type: "refresh_token", refresh_token: before.refresh_token }),
  });
  expect(await refreshed.json()).toMatchObject({ code: "session_revoked", reason: "restored" });
  expect((await signIn(again)).status).toBe(200);
});

test("restoring with --keep-sessions leaves people signed in", { timeout: 60_000 }, async () => {
  const installation = createTestInstallation();
  await createUser(installation);
  const { url, stop } = await startServer(installation);
  const { access_token } = await signIn(url);
  const backup = join(installation.folder, "backup.db");
  await runCli(installation, ["backup", backup]);
  await stop();
  expect(await runCli(installation, ["restore", backup, "--keep-sessions"])).toMatchObject({ status: 0 });
  // The issuer holds the port that was listened on, so the token is asked for on the same one.
  const { url: again } = await startServer({
    ...installation,
    environment: { ...installation.environment, PUBLIC_URL: url.replace("127.0.0.1", "localhost") },
  });
  expect(await codeOf(again, access_token)).toBeUndefined();
});

test("an installation that lost its refresh key starts again by a restore", { timeout: 60_000 }, async () => {
  const installation = createTestInstallation({ REFRESH_KEY: Buffer.alloc(32, 1).toString("base64") });
  await createUser(installation);
  const { url, stop } = await startServer(installation);
  const { access_token } = await signIn(url);
  await stop();
  const other = {
    ...installation,
    environment: { ...installation.environment, REFRESH_KEY: Buffer.alloc(32, 2).toString("base64") },
  };
  await expect(startServer(other)).rejects.toThrow("The server ended with status 1.");

  const backup = join(installation.folder, "backup.db");
  expect(await runCli(other, ["backup", backup])).toMatchObject({ status: 0, stderr: "" });
  expect(await runCli(other, ["restore", backup])).toMatchObject({ status: 0, stderr: "" });
  const { url: again } = await startServer(other);
  expect(await codeOf(again, access_token)).toBe("token_invalid");
  expect((await signIn(again)).status).toBe(200);
});

test("refuses a backup that is none", async () => {
  const installation = createTestInstallation();
  const file = join(installation.folder, "backup.db");
  writeFileSync(file, "not a database");
  expect(await runCli(installation, ["restore", file])).toEqual(refusal(/is no backup of Gatehouse\.\n$/));
  expect(await runCli(installation, ["restore", `${file}.missing`])).toEqual(refusal(/^There is no file/));
  expect(existsSync(join(installation.folder, "data", "gatehouse.db"))).toBe(false);
});

test.each(["backup", "restore"])("leaves a %s of PostgreSQL to its own tools", async (command) => {
  const installation = createTestInstallation({
    DATABASE_URL: "postgres://nobody@127.0.0.1:1/none",
    REFRESH_KEY: Buffer.alloc(32, 7).toString("base64"),
  });
  expect(await runCli(installation, [command, "x"])).toEqual(refusal(/PostgreSQL has its own tools/));
});

test.each([
  [
    "users.csv",
    "email,firstName,lastName,role,passwordHash\nada@example.com,Ada,L,king,x",
    /^User 1: role must be one of admin, approver, clerk, viewer\n$/,
  ],
  [
    "users.csv",
    "email,firstName,lastName,role,passwordHash,phone\nada@example.com,Ada,L,admin,,1",
    /^User 1: phone is not a known field\n$/,
  ],
  [
    "users.csv",
    "email;firstName;lastName;role;passwordHash\n",
    /^The file has no column email, .*passwordHash: /,
  ],
  ["users.csv", "email,firstName,lastName,role\nada@example.com,Ada,L,admin\n", /no column passwordHash: /],
  ["users.json", '{"users":[]}', /^The file is JSON, but no array of users\.\n$/],
  [
    "users.csv",
    "email,firstName,lastName,role,passwordHash\nada@example.com,Ada,L,admin,md5",
    /passwordHash is neither/,
  ],
  ["users.json", '[{"email":"ada@example.com"}]', /^User 1: /],
  ["users.json", "[{", /^The file is neither CSV/],
  ["empty.csv", "", /^The file is empty\.\n$/],
  [
    "headless.csv",
    "a@example.com,A,B,clerk,\n",
    /^The file has no column email, firstName, lastName, role, passwordHash: its first line [^\n]+\n$/,
  ],
])("refuses to import a file that is not valid (%s)", async (name, content, message) => {
  const installation = createTestInstallation();
  const file = join(installation.folder, name);
  writeFileSync(file, content);
  expect(await runCli(installation, ["import", "users", file])).toEqual(refusal(message));
});

test("seeds demo accounts that the server offers, on this machine only", { timeout: 60_000 }, async () => {
  const installation = createTestInstallation();
  expect(await runCli(installation, ["seed"])).toMatchObject({ status: 0, stderr: "" });
  const { url } = await startServer(installation);
  const options = (await (await fetch(`${url}/api/sign-in-options`)).json()) as {
    demoAccounts: { email: string; role: string }[];
    demoPassword: string;
  };
  expect(options.demoAccounts.map(({ role }) => role)).toEqual(["admin", "approver", "clerk", "viewer"]);
  expect((await signIn(url, options.demoPassword, "clerk@gatehouse.test")).status).toBe(200);
  const { access_token } = await signIn(url, options.demoPassword, "admin@gatehouse.test");
  const filter = encodeURIComponent('{"type":["invoice.approved","invoice.paid","invoice.voided"]}');
  const answer = await fetch(`${url}/api/audit-events?range=[0,999]&filter=${filter}`, {
    headers: { authorization: `Bearer ${access_token}` },
  });
  const events = (await answer.json()) as { type: string; changes: object[] }[];
  expect(new Set(events.map(({ type, changes }) => JSON.stringify([type, changes])))).toEqual(
    new Set([
      '["invoice.approved",[{"field":"status","before":"submitted","after":"approved"}]]',
      '["invoice.paid",[{"field":"status","before":"approved","after":"paid"}]]',
      '["invoice.voided",[{"field":"status","before":"approved","after":"void"}]]',
    ]),
  );

  const published = createTestInstallation({ PUBLIC_URL: "https://admin.example.com" });
  expect(await runCli(published, ["seed"])).toEqual(refusal(/PUBLIC_URL is not loopback\.\n$/));
});
