import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { loadRefreshKeys, refreshKeyFile } from "./load-refresh-keys.ts";

let databaseUrl: string;

beforeEach(() => {
  const folder = mkdtempSync(join(tmpdir(), "gatehouse-keys-"));
  databaseUrl = `file:${join(folder, "gatehouse.db")}`;
  return () => rmSync(folder, { recursive: true, force: true });
});

describe("the refresh key that nobody gave", () => {
  test("is made once, for its owner's eyes only, and read again at the next start", () => {
    const first = loadRefreshKeys({ refreshKeys: undefined, databaseUrl });
    const file = refreshKeyFile({ databaseUrl });
    expect((statSync(file).mode & 0o777).toString(8)).toBe("600");
    expect(Buffer.from(readFileSync(file, "utf8"), "base64")).toHaveLength(32);
    expect(loadRefreshKeys({ refreshKeys: undefined, databaseUrl }).current).toEqual(first.current);
  });

  test("is refused where its file was cut short", () => {
    writeFileSync(refreshKeyFile({ databaseUrl }), "c2hvcnQ=\n");
    expect(() => loadRefreshKeys({ refreshKeys: undefined, databaseUrl })).toThrow(/shorter than 32 bytes/);
  });

  test("is not looked for where keys are given", () => {
    const keys = loadRefreshKeys({ refreshKeys: [Buffer.alloc(32, 1), Buffer.alloc(32, 2)], databaseUrl });
    expect(keys.all).toHaveLength(2);
    expect(() => statSync(refreshKeyFile({ databaseUrl }))).toThrow(/ENOENT/);
  });
});
