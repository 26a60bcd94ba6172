import { hash as hashArgon2 } from "@node-rs/argon2";
import { hash as hashBcrypt } from "@node-rs/bcrypt";
import { describe, expect, onTestFinished, test } from "vitest";
import {
  buildTestApp,
  createTestDatabase,
  engines,
  sharedHasher,
  testPassword,
} from "../../../test/build-test-app.ts";
import { call, registerUser, signIn } from "../../../test/test-client.ts";
import type { PasswordHasher } from "../../password/password-hasher.ts";
import { openDatabase } from "../../database/open-database.ts";

/** Notes by what parameters passwords are verified and hashed. */
function createNotingHasher() {
  const work: string[] = [];
  const hasher: PasswordHasher = {
    ...sharedHasher,
    hash: async (password) => {
      work.push("hash");
      return await sharedHasher.hash(password);
    },
    verify: async (hash, password) => {
      work.push(`verify ${hash.slice(0, hash.lastIndexOf("$", hash.lastIndexOf("$") - 1))}`);
      return await sharedHasher.verify(hash, password);
    },
  };
  return { hasher, work };
}

const owaspParameters = "$argon2id$v=19$m=19456,t=2,p=1";

describe.each(engines)("a password, on %s", (engine) => {
  test("that is wrong, of nobody, of a disabled, deleted or invited person gets the same answer for the same work", async () => {
    const databaseUrl = await createTestDatabase(engine);
    const { hasher, work } = createNotingHasher();
    const app = await buildTestApp({ databaseUrl }, { hasher });
    const database = await openDatabase(databaseUrl);
    onTestFinished(() => database.close());
    for (const name of ["known", "disabled", "deleted", "invited"]) {
      await registerUser(app, `${name}@example.com`);
    }
    const fields = {
      disabled: { disabled_at: 1 },
      deleted: { deleted_at: 1 },
      invited: { password_hash: null },
    };
    for (const [name, set] of Object.entries(fields)) {
      await database.write((writer) =>
        writer.updateTable("users").set(set).where("email_key", "=", `${name}@example.com`).execute(),
      );
    }

    const answers = [];
    for (const name of ["known", "nobody", "disabled", "deleted", "invited"]) {
      work.length = 0;
      const password = name === "known" ? "a wrong one of some length" : testPassword;
      const form = { username: `${name}@example.com`, password };
      const { status, body, headers, setCookie } = await call(app, "POST", "/api/token", { form });
      const { requestId: _, ...said } = body;
      answers.push({ status, said, names: Object.keys(headers).toSorted(), setCookie, work: [...work] });
    }
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toMatchObject({
      status: 400,
      said: { error: "invalid_grant", code: "invalid_credentials" },
      setCookie: undefined,
      work: [`verify ${owaspParameters}`],
    });
  });

  test("is the same however the keyboard composed it", async () => {
    const app = await buildTestApp({}, { engine });
    const password = "Grünanlage mit Bänken";
    const person = { email: "ada@example.com", firstName: "Ada", lastName: "Lovelace" };
    const passwords = { password: password.normalize("NFD"), passwordConfirm: password.normalize("NFD") };
    const registered = await call(app, "POST", "/api/register", { body: { ...person, ...passwords } });
    expect(registered.status).toBe(201);
    for (const form of ["NFC", "NFD"] as const) {
      expect((await signIn(app, person.email, password.normalize(form))).accessToken).not.toBe("");
    }
    await expect(
      signIn(app, person.email, password.normalize("NFKD").replaceAll("\u0308", "")),
    ).rejects.toThrow(/invalid_credentials/);
  });

  test("is verified to its last character, in its own case and with the spaces around it", async () => {
    const app = await buildTestApp({}, { engine });
    const password = ` Vierundsechzig Zeichen ${"und noch mehr ".repeat(16)} `;
    expect(password.length).toBeGreaterThan(200);
    const person = { email: "ada@example.com", firstName: "Ada", lastName: "Lovelace" };
    const body = { ...person, password, passwordConfirm: password };
    expect((await call(app, "POST", "/api/register", { body })).status).toBe(201);
    expect((await signIn(app, person.email, password)).accessToken).not.toBe("");
    for (const other of [password.toLowerCase(), password.trim(), password.slice(0, -2), `${password}x`]) {
      await expect(signIn(app, person.email, other)).rejects.toThrow(/invalid_credentials/);
    }
  });

  test("is kept by OWASP's parameters, and one that is not is hashed anew at the next sign-in", async () => {
    const databaseUrl = await createTestDatabase(engine);
    const app = await buildTestApp({ databaseUrl });
    const database = await openDatabase(databaseUrl);
    onTestFinished(() => database.close());
    await registerUser(app);
    const readHash = async () =>
      (await database.read.selectFrom("users").select("password_hash").executeTakeFirst())?.password_hash ??
      "";
    const first = await readHash();
    expect(first.startsWith(`${owaspParameters}$`)).toBe(true);
    await signIn(app);
    expect(await readHash()).toBe(first);
    const weakHashes = [
      await hashArgon2(testPassword, { memoryCost: 1024, timeCost: 1, parallelism: 1 }),
      await hashBcrypt(testPassword, { cost: 4 }),
    ];
    for (const weaker of weakHashes) {
      await database.write((writer) => writer.updateTable("users").set({ password_hash: weaker }).execute());
      await expect(signIn(app, "ada@example.com", "a wrong one of some length")).rejects.toThrow(
        /invalid_credentials/,
      );
      expect(await readHash()).toBe(weaker);
      await signIn(app);
      const renewed = await readHash();
      expect(renewed.startsWith(`${owaspParameters}$`)).toBe(true);
      expect(renewed).not.toBe(first);
      await signIn(app);
      expect(await readHash()).toBe(renewed);
    }
  });
});
