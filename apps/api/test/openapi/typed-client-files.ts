/** A strict project of its own, so that nothing of ours but the served document types its client. */
export const tsconfig = JSON.stringify({
  compilerOptions: {
    target: "es2024",
    module: "nodenext",
    lib: ["es2024", "dom"],
    types: ["node"],
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    allowImportingTsExtensions: true,
    verbatimModuleSyntax: true,
    noEmit: true,
  },
  include: ["*.ts"],
});

/** A program that works with the API by the generated types alone: `node tour.ts ORIGIN EMAIL PASSWORD`. */
export const tour = `
import assert from "node:assert/strict";
import createClient from "openapi-fetch";
import type { components, paths } from "./api.ts";

type Invoice = components["schemas"]["Invoice"];
const [baseUrl = "", username = "", password = ""] = process.argv.slice(2);
const client = createClient<paths>({ baseUrl });

const signIn = await client.POST("/api/token", { body: { username, password, scope: "offline_access" } });
assert(signIn.data, JSON.stringify(signIn.error));
const token: string = signIn.data.access_token;
client.use({
  onRequest: ({ request }) => {
    request.headers.set("authorization", \`Bearer \${token}\`);
  },
});

const { data: me } = await client.GET("/api/me");
assert.equal(me?.email, username);

const { data: customer, response: made } = await client.POST("/api/customers", {
  params: { header: { "idempotency-key": "typed-client" } },
  body: { name: "Müller", country: "DE", currency: "EUR" },
});
assert(customer);
const etag = made.headers.get("etag") ?? "";
const byId = { path: { id: customer.id } };

const changed = await client.PATCH("/api/customers/{id}", {
  params: { ...byId, header: { "if-match": etag } },
  body: { city: "Köln" },
});
assert.equal(changed.data?.city, "Köln");
const stale = await client.PATCH("/api/customers/{id}", {
  params: { ...byId, header: { "if-match": etag } },
  body: { city: "Bonn" },
});
assert.equal(stale.data, undefined);
assert.equal(stale.error?.code, "version_conflict");

const created = await client.POST("/api/invoices", {
  body: {
    customerId: customer.id,
    lines: [{ description: "Consulting", quantity: 1, unitPrice: 10_000, taxRate: 20 }],
  },
});
assert(created.data);
const invoice: Invoice = created.data;
const submitted = await client.POST("/api/invoices/{id}/submit", { params: { path: { id: invoice.id } } });
assert.equal(submitted.data?.status, "submitted");
const refused = await client.POST("/api/invoices/{id}/approve", { params: { path: { id: invoice.id } } });
assert.equal(refused.error?.code, "own_invoice");

const listed = await client.GET("/api/invoices", {
  params: { query: { filter: JSON.stringify({ customerId: customer.id }), range: "[0,9]" } },
});
assert(Array.isArray(listed.data), "CSV was not asked for.");
assert.deepEqual(listed.data.map(({ total }) => total), [12_000]);
assert.equal(listed.response.headers.get("content-range"), "invoices 0-0/1");

const notMade = await client.POST("/api/customers", {
  // @ts-expect-error The country is missing.
  body: { name: "Nowhere", currency: "EUR" },
});
assert.equal(notMade.response.status, 400);
// @ts-expect-error There is no such field.
void invoice.nothing;
// @ts-expect-error There is no such path.
assert.equal((await client.GET("/api/nothing")).response.status, 404);

const ended = await client.POST("/api/logout");
assert.equal(ended.response.status, 204);
console.log("done");
`;
