import { expect, test } from "vitest";
import { buildTestApp, createTestClock } from "../../../test/build-test-app.ts";
import { tryToken } from "../../../test/second-factor.ts";
import { call, refresh, registerUser } from "../../../test/test-client.ts";
import { buildTestBusiness } from "../../../test/build-test-business.ts";

test("administrators see real counts, nobody else does", async () => {
  const { people, call } = await buildTestBusiness("sqlite");
  const first = await call<Record<string, number>>(people.admin, "GET", "/admin/metrics");
  expect(first.body).toMatchObject({ sign_ins_today: 4, failed_sign_ins_today: 0, active_sessions: 4 });
  expect(first.body["uptime"]).toBeGreaterThanOrEqual(0);
  const second = await call<Record<string, number>>(people.admin, "GET", "/admin/metrics");
  expect(second.body["requests_today"]).toBe((first.body["requests_today"] ?? 0) + 1);
  expect((await call(people.viewer, "GET", "/admin/metrics")).problem.code).toBe("insufficient_scope");
});

test("Prometheus counts sign-ins that fail and tokens that are used again", async () => {
  const clock = createTestClock();
  const app = await buildTestApp({ refreshLeeway: 0 }, { clock });
  const { cookie } = await registerUser(app);
  const countOf = async (type: string) => {
    const { body } = await app.inject({ url: "/metrics", remoteAddress: "127.0.0.1" });
    return Number(
      new RegExp(`^gatehouse_audit_events_total\\{type="${type}"\\} (\\d+)$`, "m").exec(body)?.[1],
    );
  };
  expect(await countOf("login.failed")).toBe(0);
  await tryToken(app, { password: "a wrong one" });
  expect(await countOf("login.failed")).toBe(1);
  const { body, setCookie = "" } = await refresh(app, cookie);
  await call(app, "GET", "/api/me", { bearer: body.access_token });
  await refresh(app, setCookie);
  clock.advanceSeconds(1);
  expect((await refresh(app, cookie)).body.code).toBe("refresh_reused");
  expect(await countOf("refresh.reuse_detected")).toBe(1);
});

test("Prometheus reads it from this machine, or with an administrator's token", async () => {
  const { app, people } = await buildTestBusiness("sqlite");
  const local = await app.inject({ url: "/metrics", remoteAddress: "127.0.0.1" });
  expect(local.headers["content-type"]).toContain("text/plain");
  expect(local.body).toContain(
    'gatehouse_http_request_duration_seconds_count{method="POST",route="/api/token",status="200"} 4',
  );
  expect(local.body).toContain('gatehouse_audit_events_today{type="login.succeeded"} 4');
  expect(local.body).toContain('gatehouse_audit_events_total{type="login.succeeded"} 4');
  expect(local.body).toContain('gatehouse_audit_events_total{type="refresh.reuse_detected"} 0');
  expect(local.body).toContain("gatehouse_active_sessions 4");
  expect(local.body).toContain("gatehouse_password_queue_length 0");
  expect(local.body).toContain("nodejs_eventloop_lag_p99_seconds");

  const elsewhere = { url: "/metrics", remoteAddress: "203.0.113.9" };
  expect((await app.inject(elsewhere)).json()).toMatchObject({ status: 401, code: "token_missing" });
  const proxied = {
    url: "/metrics",
    remoteAddress: "127.0.0.1",
    headers: { "x-forwarded-for": "203.0.113.9" },
  };
  expect((await app.inject(proxied)).statusCode).toBe(401);
  const as = (token: string) => app.inject({ ...elsewhere, headers: { authorization: `Bearer ${token}` } });
  expect((await as(people.viewer.token)).statusCode).toBe(403);
  expect((await as(people.admin.token)).statusCode).toBe(200);
});
