import fc from "fast-check";
import { expect, test } from "vitest";
import { instantText } from "./instant-text.ts";

test("writes every instant as Date does", () => {
  const instant = fc.oneof(
    fc.integer({ min: -62_000_000_000_000, max: 253_402_300_799_999 }),
    fc.integer({ min: 1_760_000_000_000, max: 1_770_000_000_000 }),
  );
  fc.assert(
    fc.property(instant, (ms) => {
      expect(instantText(ms)).toBe(new Date(ms).toISOString());
    }),
    { numRuns: 5000, examples: [[0], [-1], [999], [86_399_999], [86_400_000]] },
  );
});
