import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import openapiTS, { astToString } from "openapi-typescript";
import { expect, onTestFinished, test } from "vitest";
import { buildTestBusiness } from "../build-test-business.ts";
import { personPassword } from "../people.ts";
import { tour, tsconfig } from "./typed-client-files.ts";

const run = promisify(execFile);
const packages = fileURLToPath(new URL("../../node_modules", import.meta.url));
const tsc = join(packages, "typescript/bin/tsc");

/** A project with the types of the served document and the program that uses them. */
async function createProject(document: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "gatehouse-client-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  symlinkSync(packages, join(folder, "node_modules"));
  writeFileSync(join(folder, "package.json"), '{"type":"module"}');
  writeFileSync(join(folder, "tsconfig.json"), tsconfig);
  writeFileSync(join(folder, "api.ts"), astToString(await openapiTS(document)));
  writeFileSync(join(folder, "tour.ts"), tour);
  return folder;
}

/** What tsc says; empty where the types fit. */
const typecheck = async (folder: string) =>
  await run(process.execPath, [tsc, "--project", folder]).then(
    ({ stdout }) => stdout,
    (failure: unknown) => (failure as { stdout: string }).stdout,
  );

test(
  "a client typed by the served document compiles and does what it says",
  { timeout: 60_000 },
  async () => {
    const { app, people } = await buildTestBusiness("sqlite");
    const origin = await app.listen({ port: 0 });
    const document = await (await fetch(`${origin}/docs/json`)).text();
    const folder = await createProject(document);
    expect(await typecheck(folder)).toBe("");
    const program = [join(folder, "tour.ts"), origin, people.admin.email, personPassword];
    const { stdout } = await run(process.execPath, program);
    expect(stdout).toBe("done\n");
  },
);

test("a document that no longer fits fails to compile", { timeout: 60_000 }, async () => {
  const { app } = await buildTestBusiness("sqlite");
  const document = (await app.inject("/docs/json")).body;
  const folder = await createProject(document.replaceAll('"unitPrice"', '"price"'));
  expect(await typecheck(folder)).toContain("'unitPrice' does not exist");
});
