import { expect, test } from "vitest";
import { assertPasswordAcceptable } from "./password-policy.ts";

const owner = { email: "ada.lovelace@analytical.example", firstName: "Ada", lastName: "King Lovelace" };
const accept = (password: string) => () =>
  assertPasswordAcceptable(password, { minLength: 15, field: "password", owner });
const refusal = (code: string) =>
  expect.objectContaining({ code, errors: { password: expect.any(String) as string } }) as Error;

test.each([
  "correct horse battery staple",
  "eine Grünanlage mit Bänken",
  "🦊🦊🐻🐻🐼🐼🐨🐨🐯🐯🦁🦁🐮🐮🐷",
  "密码不能太短也不能太简单啊朋友们",
  "the lovelace of engines",
  "a".repeat(256),
  `${"é".repeat(255)}x`,
])("accepts %s", (password) => {
  expect(accept(password)).not.toThrow();
});

test("counts characters, not bytes or code units", () => {
  expect(accept("🦊🐻🐼🐨🐯🦁🐮🐷🐸🐵🐔🐧🐦🐤")).toThrow(refusal("password_too_short"));
  expect(accept("e\u0301".repeat(14))).toThrow(refusal("password_too_short"));
});

test("takes 256 characters and no more", () => {
  expect(accept("b".repeat(257))).toThrow(refusal("password_too_long"));
});

test.each([
  "passwordpassword",
  "PasswordPassword",
  "1qaz2wsx3edc4rfv",
  "password-password",
  "Password12345678!",
  "aaaaaaaaaaaaaaaa",
  "qwertyqwertyqwerty",
  "abcdefghijklmnopq",
  "123456789012345",
  "98765432109876543",
])("refuses the common password %s", (password) => {
  expect(accept(password)).toThrow(refusal("password_common"));
});

test.each([
  "ada.lovelace1815",
  "Lovelace-Ada-1815",
  "gatehouse-lovelace",
  "gatehouse-gatehouse",
  "ada@analytical.example",
  "My name: Ada Lovelace",
  "lovelace-summer-24",
  "analytical engine",
  "adaadaadaadaadaada1815",
])("refuses %s, which is long enough by the account's own words only", (password) => {
  expect(accept(password)).toThrow(refusal("password_personal"));
});

test("finds the account's own words however they were composed", () => {
  const person = { email: "x@y.example", firstName: "Günther", lastName: "Grün" };
  const check = (password: string) => () =>
    assertPasswordAcceptable(password, { minLength: 15, field: "password", owner: person });
  expect(check("günther grün 1815".normalize("NFD"))).toThrow(refusal("password_personal"));
  expect(check("Günther keeps bees in August")).not.toThrow();
});

test.each(["example comedians", "canadian weather", "the gatehouse at noon"])(
  "accepts %s, where a short word or the product's name is a part of something else",
  (password) => {
    expect(accept(password)).not.toThrow();
  },
);
