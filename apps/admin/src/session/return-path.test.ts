import { expect, it } from "vitest";
import { ownPath } from "./return-path.ts";

const origin = "https://admin.example.com";

it.each([
  "/",
  "/invoices?filter=%7B%22q%22%3A%22a%2Fb%22%7D&page=2#lines",
  "/no/such/page",
  "/%2F%2Fevil.example",
  "/login-help",
])("goes back to %s, with query and hash", (path) => {
  expect(ownPath(path, origin)).toBe(path);
});

it.each([
  "//evil.example",
  "///evil.example",
  "/\\evil.example",
  "\\\\evil.example",
  "/\t/evil.example",
  "/\n/evil.example",
  "/.//evil.example",
  "/..//evil.example",
  "/%2e//evil.example",
  "/x/..//evil.example",
  "https://evil.example",
  "https:evil.example",
  "javascript:alert(1)",
  "//admin.example.com@evil.example",
  "evil.example",
  "",
  "/login",
  "/login?x=1#y",
  "/./login",
  "/register",
  null,
  undefined,
  7,
  { path: "/invoices" },
])("goes to the first page instead of %j", (path) => {
  expect(ownPath(path, origin)).toBe("/");
});
