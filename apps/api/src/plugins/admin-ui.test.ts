import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync, brotliDecompressSync, gunzipSync } from "node:zlib";
import Fastify from "fastify";
import { expect, onTestFinished, test } from "vitest";
import { buildTestApp } from "../../test/build-test-app.ts";
import { createAdminPage } from "./admin-page.ts";

const page = "<!doctype html><head><title>Gatehouse</title></head>";
const pageWithOptions =
  /^<!doctype html><head><title>Gatehouse<\/title><script type="application\/json" id="gatehouse-sign-in-options">(.*)<\/script><\/head>$/;

const script = "export const answer = 42;";

function buildAdminFolder() {
  const folder = mkdtempSync(join(tmpdir(), "gatehouse-admin-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(join(folder, "assets"));
  writeFileSync(join(folder, "index.html"), page);
  writeFileSync(join(folder, "favicon.svg"), "<svg/>");
  writeFileSync(join(folder, ".secret"), "not for anyone");
  writeFileSync(join(folder, "assets", "index-a1b2c3.js"), script);
  writeFileSync(join(folder, "assets", "index-a1b2c3.js.br"), brotliCompressSync(script));
  return folder;
}

const buildAppWithAdmin = () => buildTestApp({}, { adminFolder: buildAdminFolder() });
const navigation = { accept: "text/html,application/xhtml+xml,*/*;q=0.8" };

test.each([
  "/",
  "/login",
  "/invoices/create",
  "/invoices?filter=%7B%22q%22%3A%22a.b%22%7D",
  "/users/01/show",
])("answers a navigation to %s with the admin's page, never kept without asking", async (url) => {
  const app = await buildAppWithAdmin();
  const answer = await app.inject({ url, headers: navigation });
  expect(answer.statusCode).toBe(200);
  expect(answer.body).toMatch(pageWithOptions);
  expect(answer.headers["content-type"]).toContain("text/html");
  expect(answer.headers["cache-control"]).toBe("no-cache");
});

test("the page brings what a login may offer, word for word as the API tells it", async () => {
  const app = await buildAppWithAdmin();
  const { body } = await app.inject({ url: "/login", headers: navigation });
  const told = await app.inject("/api/sign-in-options");
  expect(JSON.parse(pageWithOptions.exec(body)?.[1] ?? "")).toEqual(told.json());
});

test.each([
  ["br", brotliDecompressSync],
  ["gzip", gunzipSync],
])(
  "the page is sent as %s to whoever takes it, and not at all to whoever has it",
  async (encoding, decompress) => {
    const app = await buildAppWithAdmin();
    const first = await app.inject({ url: "/", headers: { ...navigation, "accept-encoding": encoding } });
    expect(first.headers["content-encoding"]).toBe(encoding);
    expect(first.headers["vary"]).toContain("accept-encoding");
    expect(decompress(first.rawPayload).toString()).toMatch(pageWithOptions);
    const etag = String(first.headers["etag"]);
    const again = await app.inject({ url: "/", headers: { ...navigation, "if-none-match": etag } });
    expect([again.statusCode, again.body]).toEqual([304, ""]);
  },
);

test("no value in the page's data can end its block", async () => {
  const send = createAdminPage("<head></head>", async () => ({
    registration: "open",
    passwordMinLength: 15,
    hasMail: false,
    demoAccounts: [{ email: "</script><script>alert(1)</script>@example.com", role: "admin" }],
    demoPassword: "$&",
  }));
  const app = Fastify().get("/", send);
  const { body } = await app.inject("/");
  expect(body.match(/<\/script>/g)).toHaveLength(1);
  expect(body).toContain("$&");
});

test("without its database the page is still sent, and left to ask by itself", async () => {
  const app = Fastify().get(
    "/",
    createAdminPage(page, () => Promise.reject(new Error("away"))),
  );
  expect((await app.inject("/")).body).toBe(page);
});

test("hashed assets are kept for a year, other files are asked for again", async () => {
  const app = await buildAppWithAdmin();
  const asset = await app.inject("/assets/index-a1b2c3.js");
  expect(asset.body).toBe(script);
  expect(asset.headers["cache-control"]).toBe("public, max-age=31536000, immutable");
  const icon = await app.inject("/favicon.svg");
  expect(icon.headers["cache-control"]).toBe("no-cache");
});

test("sends the compressed file to whoever takes it, under its own content type", async () => {
  const app = await buildAppWithAdmin();
  const answer = await app.inject({
    url: "/assets/index-a1b2c3.js",
    headers: { "accept-encoding": "gzip, br" },
  });
  expect(answer.headers["content-encoding"]).toBe("br");
  expect(answer.headers["content-type"]).toContain("javascript");
  expect(answer.headers["vary"]).toContain("accept-encoding");
  expect(answer.headers["cache-control"]).toContain("immutable");
  expect(brotliDecompressSync(answer.rawPayload).toString()).toBe(script);
});

test.each([
  "/api",
  "/api/",
  "/api/nothing",
  "/.well-known/nothing",
  "/healthz/nothing",
  "/metrics/nothing",
  "/assets/index-old.js",
  "/assets/index-a1b2c3.js.map",
  "/.secret",
])("never answers %s with the admin's page", async (url) => {
  const app = await buildAppWithAdmin();
  const answer = await app.inject({ url, headers: navigation });
  expect(answer.statusCode).toBe(404);
  expect(answer.headers["content-type"]).toContain("application/problem+json");
  expect(answer.json()).toMatchObject({ code: "route_not_found", requestId: answer.headers["x-request-id"] });
});

test("a request for JSON to an unknown path is not answered with a page", async () => {
  const app = await buildAppWithAdmin();
  const answer = await app.inject({ url: "/nothing", headers: { accept: "application/json" } });
  expect(answer.statusCode).toBe(404);
});

test.each(["/assets/../../package.json", "/..%2f..%2fpackage.json", "/assets/%2e%2e/%2e%2e/.secret"])(
  "keeps %s inside the folder",
  async (url) => {
    const app = await buildAppWithAdmin();
    const answer = await app.inject(url);
    expect([400, 404]).toContain(answer.statusCode);
    expect(answer.headers["content-type"]).toContain("application/problem+json");
  },
);

test.each(["/assets", "/assets/", "/assets/?", "/assets/."])("lists no folder at %s", async (url) => {
  const app = await buildAppWithAdmin();
  for (const headers of [navigation, { accept: "application/json" }]) {
    const { body } = await app.inject({ url, headers });
    expect(body).not.toContain("a1b2c3");
  }
});

test("without a build the API runs alone", async () => {
  const app = await buildTestApp();
  expect((await app.inject({ url: "/", headers: navigation })).statusCode).toBe(404);
  expect((await app.inject("/healthz")).statusCode).toBe(200);
});
