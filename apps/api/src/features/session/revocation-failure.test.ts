import { sql } from "kysely";
import { expect, test } from "vitest";
import {
  buildTestApp,
  createTestClock,
  createTestDatabase,
  engines,
  type Engine,
} from "../../../test/build-test-app.ts";
import { call, registerUser } from "../../../test/test-client.ts";
import { createTokenForger, tamper } from "../../../test/token-forger.ts";

const unknownKid = "0199b1a4-7c00-7000-8000-000000000001";

/** A server with somebody signed in, and a hand on its database. */
async function buildSignedInApp(engine: Engine) {
  const databaseUrl = await createTestDatabase(engine);
  const clock = createTestClock();
  const app = await buildTestApp({ databaseUrl }, { clock });
  const session = await registerUser(app);
  const { database } = await createTokenForger(databaseUrl);
  const run = (statement: string) =>
    database.write(async (writer) => void (await sql.raw(statement).execute(writer)));
  return { app, clock, session, run };
}

const refusal = {
  sqlite: ["CREATE TRIGGER full BEFORE UPDATE ON sessions BEGIN SELECT RAISE(ABORT, 'full'); END"],
  postgres: [
    "CREATE FUNCTION refuse() RETURNS trigger AS $$ BEGIN RAISE 'full'; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER full_disk BEFORE UPDATE ON sessions FOR EACH ROW EXECUTE FUNCTION refuse()",
  ],
};

test.each(engines)("what could not be written is no logout, on %s", async (engine) => {
  const { app, session, run } = await buildSignedInApp(engine);
  for (const statement of refusal[engine]) await run(statement);
  for (const by of [{ cookie: session.cookie }, { bearer: session.accessToken }]) {
    const answer = await call(app, "POST", "/api/logout", by);
    expect(answer).toMatchObject({
      status: 503,
      body: { code: "revocation_failed" },
      headers: { "retry-after": "1" },
      setCookie: undefined,
    });
  }
  const revoked = await call(app, "POST", "/api/revoke", { form: { token: session.cookie } });
  expect(revoked).toMatchObject({
    status: 503,
    body: { error: "temporarily_unavailable", code: "revocation_failed" },
  });
  expect((await call(app, "GET", "/api/me", { bearer: session.accessToken })).status).toBe(200);
});

test.each(engines)(
  "a token whose key can't be looked for is not taken for one of nobody, on %s",
  async (engine) => {
    const { app, clock, session, run } = await buildSignedInApp(engine);
    const token = tamper(session.accessToken, { header: { kid: unknownKid } });
    await run("ALTER TABLE signing_keys RENAME TO keys_elsewhere");
    clock.advanceSeconds(1);
    const out = await call(app, "POST", "/api/logout", { bearer: token });
    expect(out).toMatchObject({ status: 503, body: { code: "revocation_failed" }, setCookie: undefined });
    expect((await call(app, "POST", "/api/revoke", { form: { token } })).status).toBe(500);
    await run("ALTER TABLE keys_elsewhere RENAME TO signing_keys");
    expect((await call(app, "POST", "/api/logout", { bearer: token })).status).toBe(204);
  },
);
