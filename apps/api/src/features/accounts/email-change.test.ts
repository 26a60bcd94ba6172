import type { Me } from "@gatehouse/shared/session-api";
import { describe, expect, test } from "vitest";
import { buildTestApp, type Engine, engines, testPassword } from "../../../test/build-test-app.ts";
import { call, registerUser, signIn } from "../../../test/test-client.ts";

const email = "ada.lovelace@example.com";

async function setUp(engine: Engine = "sqlite") {
  const app = await buildTestApp({}, { engine });
  const { accessToken: bearer } = await registerUser(app);
  const patch = (body: object) => call<Me & { code?: string }>(app, "PATCH", "/api/me", { bearer, body });
  return { app, bearer, patch };
}

describe.each(engines)("the email of one's own account, on %s", (engine) => {
  test("changes with the current password, and one signs in by the new one", async () => {
    const { app, bearer, patch } = await setUp(engine);
    const changed = await patch({ email, currentPassword: testPassword });
    expect(changed.status).toBe(200);
    expect(changed.body.email).toBe(email);
    expect((await call<Me>(app, "GET", "/api/me", { bearer })).body.email).toBe(email);
    await expect(signIn(app, "ada@example.com")).rejects.toThrow(/invalid_credentials/);
    expect((await signIn(app, email.toUpperCase())).accessToken).toBeTruthy();
  });

  test("does not become another's", async () => {
    const { app, patch } = await setUp(engine);
    await registerUser(app, "grace@example.com");
    const taken = await patch({ email: "Grace@example.com", currentPassword: testPassword });
    expect(taken.body).toMatchObject({ status: 409, code: "email_taken" });
  });
});

test("does not change without the password, or with a wrong one, and nothing else does then", async () => {
  const { app, bearer, patch } = await setUp();
  expect((await patch({ email, firstName: "Augusta" })).body).toMatchObject({
    code: "validation_failed",
    errors: { currentPassword: expect.any(String) as string },
  });
  const wrong = await patch({ email, firstName: "Augusta", currentPassword: "not the password" });
  expect(wrong.body).toMatchObject({
    status: 400,
    code: "wrong_password",
    errors: { currentPassword: expect.any(String) as string },
  });
  const { body } = await call<Me>(app, "GET", "/api/me", { bearer });
  expect(body).toMatchObject({ email: "ada@example.com", firstName: "Ada" });
});

test("a profile that is sent whole needs no password while the email stays", async () => {
  const { patch } = await setUp();
  const { status, body } = await patch({ email: "ada@example.com", firstName: "Augusta" });
  expect(status).toBe(200);
  expect(body).toMatchObject({ email: "ada@example.com", firstName: "Augusta" });
});
