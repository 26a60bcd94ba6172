import { describe, expect, it } from "vitest";
import { plainText } from "./plain-text.ts";

describe("a stored value as text", () => {
  it("writes days and times as people do, and nothing as a dash", () => {
    expect(plainText("2026-01-31")).toMatch(/Jan/);
    expect(plainText("2026-01-31T09:30:00.000Z")).toMatch(/Jan.*:\d\d/);
    expect(plainText("")).toBe("–");
    expect(plainText(null)).toBe("–");
  });

  it("leaves everything else as it is, but for its length", () => {
    expect(plainText("PO 2026-01-31")).toBe("PO 2026-01-31");
    expect(plainText(0)).toBe("0");
    expect(plainText(["admin", "clerk"])).toBe("admin, clerk");
    expect(plainText("x".repeat(1_000))).toHaveLength(301);
  });
});
