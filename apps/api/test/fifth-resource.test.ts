import { basename, dirname, join } from "node:path";
import type { TokenResponse } from "@gatehouse/shared/session-api";
import { expect, it } from "vitest";
import { readmeSection } from "../../../scripts/readme/sections.ts";
import { addedFiles, addSuppliers, mapFiles } from "../../../scripts/testing/fifth-resource/add-suppliers.ts";
import { copyWorkspace } from "../../../scripts/testing/fifth-resource/copy-workspace.ts";
import { createTestInstallation, runCli, startServer } from "./run-program.ts";

const email = "admin@example.com";
const password = "a password for suppliers";

async function signIn(url: string): Promise<string> {
  const answer = await fetch(`${url}/api/token`, {
    method: "POST",
    body: new URLSearchParams({ username: email, password }),
  });
  return ((await answer.json()) as TokenResponse).access_token;
}

/** The customers' file, which the README shows as the example, that a file of the suppliers' is written after. */
const exampleOf = (path: string) =>
  path.replaceAll("supplier", "customer").replaceAll("Supplier", "Customer").replace("090", "011");

it("touches no file that the README's steps don't name", () => {
  const steps = readmeSection("Add a resource");
  for (const file of mapFiles) expect(steps).toContain(basename(file));
  const isNamed = (path: string) => steps.includes(`\`${path}\``) || steps.includes(`\`${dirname(path)}/\``);
  expect(addedFiles.filter((path) => !isNamed(exampleOf(path)))).toEqual([]);
});

it(
  "makes a resource of a schema, a migration, a declaration and a line in each map",
  { timeout: 60_000 },
  async () => {
    const installation = createTestInstallation();
    const copy = { ...installation, source: join(installation.folder, "apps/api/src") };
    copyWorkspace(installation.folder);
    addSuppliers(installation.folder);
    const account = ["user", "create", "--email", email, "--role", "admin"];
    expect(await runCli(copy, account, `${password}\n`)).toMatchObject({ status: 0 });
    const { url } = await startServer(copy);
    const authorization = `Bearer ${await signIn(url)}`;
    const call = (method: string, path: string, { body, ...headers }: Record<string, string> = {}) =>
      fetch(`${url}/api/suppliers${path}`, {
        method,
        headers: { authorization, ...(body && { "content-type": "application/json" }), ...headers },
        ...(body && { body }),
      });

    const made = await call("POST", "", { body: '{"name":"Zürcher Papier","rating":5}' });
    const supplier = (await made.json()) as { id: string };
    expect([made.status, supplier]).toEqual([
      201,
      expect.objectContaining({ city: null, rating: 5, version: 1 }),
    ]);
    await call("POST", "", { body: '{"name":"東京製紙","city":"東京","rating":3}' });

    const search = await call("GET", `?filter=${encodeURIComponent('{"q":"東京","rating_gte":2}')}`);
    expect(search.headers.get("content-range")).toBe("suppliers 0-0/1");
    const unknown = await call("GET", `?filter=${encodeURIComponent('{"nope":1}')}`);
    expect(unknown.status).toBe(400);
    const changed = await call("PATCH", `/${supplier.id}`, { body: '{"rating":4}', "if-match": '"1"' });
    expect(changed.headers.get("etag")).toBe('"2"');
    const stale = await call("PATCH", `/${supplier.id}`, { body: '{"rating":1}', "if-match": '"1"' });
    expect(stale.status).toBe(412);
    const csv = await call("GET", "", { accept: "text/csv" });
    expect((await csv.text()).split("\r\n")).toHaveLength(4);
    const deleted = await call("DELETE", `?filter=${encodeURIComponent(`{"id":["${supplier.id}"]}`)}`);
    expect(await deleted.json()).toEqual([supplier.id]);

    const events = await fetch(
      `${url}/api/audit-events?filter=${encodeURIComponent('{"resource":"suppliers"}')}`,
      {
        headers: { authorization },
      },
    );
    expect(events.headers.get("content-range")).toBe("audit-events 0-3/4");
    const document = await (await fetch(`${url}/docs/json`)).text();
    expect(document).toContain('"listSuppliers"');
  },
);
