import { expect, onTestFinished, test } from "vitest";
import { buildTestApp } from "../../../test/build-test-app.ts";
import { createPlainlyOwnedDatabase } from "../../../test/postgres/create-postgres-database.ts";
import { call, registerUser } from "../../../test/test-client.ts";

test("a role that owns its database and is nothing else migrates it and serves", async () => {
  const { url, drop } = await createPlainlyOwnedDatabase();
  onTestFinished(drop);
  const app = await buildTestApp({ databaseUrl: url, refreshKeys: [Buffer.alloc(32, 1)] });
  const { cookie } = await registerUser(app);
  expect((await call(app, "POST", "/api/refresh-token", { cookie })).status).toBe(200);
  expect((await app.inject("/readyz")).statusCode).toBe(200);
});
