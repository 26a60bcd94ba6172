import fc from "fast-check";
import { expect, test } from "vitest";
import { createRefreshKeys } from "./refresh-keys.ts";
import { deriveRefreshToken, isRefreshTokenGenuine, parseRefreshToken } from "./refresh-token.ts";

const key = createRefreshKeys([Buffer.alloc(32, 1)]).current;
const sid = "0199b1a4-7c00-7000-8000-000000000001";
const salt = Buffer.alloc(32, 3).toString("base64url");

test("derives the tokens of the test vectors", () => {
  expect([1, 2, 999_999_999].map((generation) => deriveRefreshToken(key, { sid, generation, salt })))
    .toMatchInlineSnapshot(`
    [
      "jmKNfbv5.0199b1a4-7c00-7000-8000-000000000001.1.ZA6rm-GvdI_vO1f25JYa6Uh1C3T9_FlGwr3N13AIVFs",
      "jmKNfbv5.0199b1a4-7c00-7000-8000-000000000001.2.WzGF7Sesfv90fBtxuCZhL1AkW_LF_hi4wi6R3Rluhyk",
      "jmKNfbv5.0199b1a4-7c00-7000-8000-000000000001.999999999.YMZdRu7hqzFRu8Vmvuy2rgMchxmnxyR935g7QGfI5Z0",
    ]
  `);
});

test("parses what it derives and finds it genuine", { tags: "property" }, () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 999_999_999 }), (generation) => {
      const parsed = parseRefreshToken(deriveRefreshToken(key, { sid, generation, salt }));
      expect(parsed).toMatchObject({ version: key.version, sid, generation });
      expect(parsed && isRefreshTokenGenuine(parsed, key, salt)).toBe(true);
    }),
  );
});

test("finds no token genuine of which any one character was changed", { tags: "property" }, () => {
  const token = deriveRefreshToken(key, { sid, generation: 7, salt });
  const alphabet = fc.constantFrom(
    ...Array.from("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_."),
  );
  fc.assert(
    fc.property(fc.nat({ max: token.length - 1 }), alphabet, (index, character) => {
      fc.pre(token[index] !== character);
      const parsed = parseRefreshToken(token.slice(0, index) + character + token.slice(index + 1));
      expect(
        parsed !== undefined && isRefreshTokenGenuine(parsed, key, salt) && parsed.version === key.version,
      ).toBe(false);
    }),
    { numRuns: 2000 },
  );
});

test("finds no token genuine by another key, or another session's salt", { tags: "property" }, () => {
  const parsed = parseRefreshToken(deriveRefreshToken(key, { sid, generation: 7, salt }));
  const secret = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes));
  fc.assert(
    fc.property(secret, secret, (otherSecret, otherSalt) => {
      const otherKey = createRefreshKeys([otherSecret]).current;
      expect(parsed && isRefreshTokenGenuine(parsed, otherKey, salt)).toBe(false);
      expect(parsed && isRefreshTokenGenuine(parsed, key, otherSalt.toString("base64url"))).toBe(false);
    }),
  );
});

test.each([
  "",
  "x",
  `${key.version}.${sid}.0.${"A".repeat(43)}`,
  `${key.version}.${sid}.01.${"A".repeat(43)}`,
  `${key.version}.${sid.toUpperCase()}.1.${"A".repeat(43)}`,
  `${key.version}.${sid}.1.${"A".repeat(43)}.`,
  `${key.version}.${sid}.1.${"A".repeat(42)}`,
])("refuses the malformed token %j", (text) => {
  expect(parseRefreshToken(text)).toBeUndefined();
});
