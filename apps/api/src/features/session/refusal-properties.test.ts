import fc from "fast-check";
import { expect, test } from "vitest";
import { buildTestApp, createTestDatabase } from "../../../test/build-test-app.ts";
import { refresh, registerUser } from "../../../test/test-client.ts";

/** Ways to spoil a genuine token, and text that never was one. */
const spoilt = (token: string) =>
  fc.oneof(
    fc
      .record({ at: fc.nat({ max: token.length - 1 }), by: fc.constantFrom("A", "z", "0", "-", "_", ".") })
      .map(({ at, by }) => `${token.slice(0, at)}${by}${token.slice(at + 1)}`),
    fc.nat({ max: token.length - 1 }).map((length) => token.slice(0, length)),
    fc.base64String({ maxLength: 200 }).map((text) => text.replaceAll(/[=/+]/g, "-")),
  );

test(
  "N6: whatever token is refused, no cookie changes and the session goes on",
  { tags: "property" },
  async () => {
    const app = await buildTestApp({ databaseUrl: await createTestDatabase("sqlite") });
    const session = await registerUser(app);
    const property = fc.asyncProperty(spoilt(session.cookie), async (token) => {
      fc.pre(token !== session.cookie);
      const answer = await refresh(app, token);
      expect(answer.status).toBe(401);
      expect(answer.headers["set-cookie"]).toBeUndefined();
    });
    await fc.assert(property, { numRuns: 300 });
    expect((await refresh(app, session.cookie)).status).toBe(200);
  },
);
