import { expect, test } from "vitest";
import { buildTestBusiness } from "../../../test/build-test-business.ts";
import { createTestClock } from "../../../test/build-test-app.ts";

const password = "correct horse battery";
const tenMinutes = 600;

test("ten minutes after a sign-in one shows again who one is before factors change", async () => {
  const clock = createTestClock();
  const { app, people, call } = await buildTestBusiness("sqlite", { clock });
  const payload = { username: people.clerk.email, password, scope: "offline_access" };
  const signedIn = (await app.inject({ method: "POST", url: "/api/token", payload })).json<{
    refresh_token: string;
  }>();
  clock.advanceSeconds(tenMinutes + 1);
  const renewed = await app.inject({
    method: "POST",
    url: "/api/token",
    payload: { grant_type: "refresh_token", refresh_token: signedIn.refresh_token },
  });
  const clerk = { ...people.clerk, token: renewed.json<{ access_token: string }>().access_token };
  const begin = () => call(clerk, "POST", "/me/second-factor/totp");
  const refused = await begin();
  expect(refused.status).toBe(403);
  expect(refused.body).toMatchObject({ code: "reauthentication_required", methods: ["password"] });

  const prove = (body: object) => call(clerk, "POST", "/me/reauthenticate", { body });
  expect((await prove({ password: "something else" })).body).toMatchObject({
    code: "wrong_password",
    errors: { password: expect.any(String) as string },
  });
  expect((await prove({ otp: "123456" })).problem.code).toBe("second_factor_invalid");
  expect((await prove({})).problem.code).toBe("validation_failed");
  expect((await prove({ password, otp: "123456" })).problem.code).toBe("validation_failed");
  expect((await begin()).status).toBe(403);
  expect((await prove({ password })).status).toBe(204);
  expect((await begin()).status).toBe(201);
});

test("a personal access token changes no second factor", async () => {
  const { people, call } = await buildTestBusiness("sqlite");
  const { body } = await call<{ token: string }>(people.clerk, "POST", "/api-keys", {
    body: { name: "job" },
  });
  const job = { ...people.clerk, token: body.token };
  const refused = await call(job, "POST", "/me/second-factor/totp");
  expect(refused.status).toBe(403);
  expect(refused.problem.code).toBe("insufficient_scope");
  const proof = await call(job, "POST", "/me/reauthenticate", { body: { password } });
  expect(proof.problem.code).toBe("insufficient_scope");
});
