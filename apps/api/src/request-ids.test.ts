import { expect, test } from "vitest";
import { createRequestIds } from "./request-ids.ts";

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

test("names every request of every process differently, in the form of a UUID", () => {
  const processes = Array.from({ length: 20 }, createRequestIds);
  const ids = processes.flatMap((next) => Array.from({ length: 500 }, next));
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.filter((id) => !uuid.test(id))).toEqual([]);
});
