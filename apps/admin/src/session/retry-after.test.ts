import { expect, it } from "vitest";
import { retryAfterMs } from "./retry-after.ts";

const now = Date.parse("2026-03-01T12:00:00Z");
const inHttp = (ms: number) => new Date(ms).toUTCString();

it.each([
  ["seconds", { "retry-after": "5" }, 5_000],
  ["a date, by the server's own clock", { "retry-after": inHttp(now + 7_000), date: inHttp(now) }, 7_000],
  ["a date that is past", { "retry-after": inHttp(now - 7_000), date: inHttp(now) }, 0],
  ["nothing", {}, undefined],
  ["nonsense", { "retry-after": "soon" }, undefined],
])("reads %s", (_, headers, expected) => {
  expect(retryAfterMs(new Headers(headers))).toBe(expected);
});
