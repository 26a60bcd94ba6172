import { expect, onTestFinished, test, vi } from "vitest";
import { buildTestApp } from "../../test/build-test-app.ts";
import { call, registerUser, signIn } from "../../test/test-client.ts";
import { createPasswordHasher } from "./password-hasher.ts";

const maxWaiting = 3;
const storm = 20;

test("beyond as many as can wait a sign-in is refused at once, and all else is served", async () => {
  const hasher = createPasswordHasher({ maxWaiting });
  onTestFinished(() => hasher.close());
  const app = await buildTestApp({}, { hasher });
  const { accessToken: bearer } = await registerUser(app);
  let isOver = false;
  const form = { username: "nobody@example.com", password: "guessed" };
  const answers = Promise.all(
    Array.from({ length: storm }, () => call(app, "POST", "/api/token", { form })),
  ).finally(() => (isOver = true));

  await expect.poll(() => hasher.countWaiting(), { interval: 1 }).toBeGreaterThan(0);
  expect((await call(app, "GET", "/api/me", { bearer })).status).toBe(200);
  expect((await call(app, "GET", "/readyz")).status).toBe(200);
  expect(isOver).toBe(false);

  const refused = (await answers).filter(({ status }) => status !== 400);
  expect(refused.length).toBeGreaterThan(0);
  expect(refused.length).toBeLessThanOrEqual(storm - maxWaiting - 1);
  for (const { status, headers, body } of refused) {
    expect({ status, body }).toMatchObject({ status: 503, body: { error: "temporarily_unavailable" } });
    expect(headers["retry-after"]).toBe("2");
  }
  expect((await signIn(app)).cookie).not.toBe("");
});

test("takes nothing but an answer for one, as where Node watches what a process loads", async () => {
  vi.stubEnv("WATCH_REPORT_DEPENDENCIES", "1");
  onTestFinished(() => void vi.unstubAllEnvs());
  const watched = createPasswordHasher();
  onTestFinished(() => watched.close());
  const hashes = await Promise.all([
    watched.dummyHash(),
    watched.hash("correct horse"),
    watched.hash("battery"),
  ]);
  for (const hash of hashes) expect(hash).toMatch(/^\$argon2id\$/);
  expect(await watched.verify(hashes[1], "correct horse")).toBe(true);
});
