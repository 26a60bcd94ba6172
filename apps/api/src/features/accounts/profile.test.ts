import type { Me } from "@gatehouse/shared/session-api";
import { expect, test } from "vitest";
import { buildTestApp, engines } from "../../../test/build-test-app.ts";
import { buildTestBusiness } from "../../../test/build-test-business.ts";
import { signIn } from "../../../test/people.ts";

test.each(engines)(
  "one's own account is as it is stored, whoever changed it and where, on %s",
  async (engine) => {
    const { app, databaseUrl, people, call } = await buildTestBusiness(engine);
    const other = await buildTestApp({ databaseUrl });
    const readAt = async (server: typeof app, token: string) =>
      (await server.inject({ url: "/api/me", headers: { authorization: `Bearer ${token}` } })).json<Me>();
    await readAt(other, people.clerk.token);
    await call(people.admin, "PATCH", `/users/${people.clerk.id}`, { body: { lastName: "Marsh" } });
    const token = await signIn(app, people.clerk.email);
    const { body: user } = await call(people.admin, "GET", `/users/${people.clerk.id}`);
    // When one signed in last is not there: each sign-in moves it, and nobody is told of that.
    const { disabledAt: _disabledAt, lastSignInAt: _lastSignInAt, ...shown } = user;
    for (const server of [app, other]) {
      const expected = {
        ...shown,
        permissions: expect.any(Array) as unknown,
        sessionId: expect.any(String) as unknown,
      };
      await expect.poll(() => readAt(server, token), { timeout: 30_000 }).toEqual(expected);
    }
  },
);
