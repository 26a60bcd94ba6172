import { expect, test } from "vitest";
import { buildTestApp } from "../../test/build-test-app.ts";

const policyOf = (header: unknown): Record<string, string> => {
  const directives = String(header).split(";");
  return Object.fromEntries(
    directives.map((directive): [string, string] => {
      const [name = "", ...values] = directive.trim().split(" ");
      return [name, values.join(" ")];
    }),
  );
};

test.each(["/docs", "/docs/static/index.html", "/nothing"])(
  "lets the page %s run no script but its own",
  async (url) => {
    const app = await buildTestApp();
    const { headers } = await app.inject(url);
    const policy = policyOf(headers["content-security-policy"]);
    expect(policy).toMatchObject({
      "default-src": "'none'",
      "script-src": "'self'",
      "base-uri": "'none'",
      "frame-ancestors": "'none'",
    });
    expect(headers).toMatchObject({
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-resource-policy": "same-origin",
      "permissions-policy": expect.stringContaining("camera=()") as string,
    });
  },
);

test.each(["/api/me", "/api/nothing", "/api/sign-in-options", "/%61pi/me", "/api/%zz"])(
  "makes no document of the answer to %s",
  async (url) => {
    const app = await buildTestApp();
    const { headers } = await app.inject(url);
    expect(headers).toMatchObject({
      "content-security-policy": "default-src 'none';frame-ancestors 'none'",
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
      "cross-origin-resource-policy": "same-origin",
      "cache-control": "no-store",
    });
  },
);

test.each(["/metrics", "/readyz", "/docs/json", "/nothing"])(
  "lets no cache keep the answer to %s",
  async (url) => {
    const app = await buildTestApp();
    expect((await app.inject(url)).headers["cache-control"]).toBe("no-store");
  },
);

test("lets caches keep what is the same for everyone, and says for how long", async () => {
  const app = await buildTestApp();
  for (const url of ["/.well-known/jwks.json", "/docs/static/swagger-ui.css"]) {
    expect((await app.inject(url)).headers["cache-control"]).toMatch(/^public, max-age=\d+$/);
  }
});

test("shows the documentation to everyone", async () => {
  const app = await buildTestApp();
  for (const url of ["/docs", "/docs/json", "/docs/static/swagger-ui.css"]) {
    expect((await app.inject(url)).statusCode).toBe(200);
  }
});

test("insists on https only where it is used", async () => {
  const plain = await buildTestApp();
  expect((await plain.inject("/healthz")).headers["strict-transport-security"]).toBeUndefined();
  const secure = await buildTestApp({ publicUrl: "https://admin.example.com" });
  for (const url of ["/healthz", "/api/me", "/nothing", "/api/%zz"]) {
    const { headers } = await secure.inject(url);
    expect(headers["strict-transport-security"]).toBe("max-age=31536000; includeSubDomains");
  }
});
