/**
 * OWASP ASVS 5.0, levels 1 and 2: how many requirements the sections have that concern sign-in, sessions and their
 * surroundings. In these sections they are numbered from 1 without a gap.
 */
const requirementCounts: Record<string, number> = {
  "V3.3": 4,
  "V3.4": 6,
  "V3.5": 5,
  "V6.1": 3,
  "V6.2": 12,
  "V6.3": 4,
  "V6.4": 4,
  "V6.5": 5,
  "V6.6": 3,
  "V6.8": 4,
  "V7.1": 3,
  "V7.2": 4,
  "V7.3": 2,
  "V7.4": 5,
  "V7.5": 2,
  "V7.6": 2,
  "V8.1": 2,
  "V8.2": 3,
  "V8.3": 1,
  "V8.4": 1,
  "V9.1": 3,
  "V9.2": 4,
  "V10.4": 11,
  "V11.4": 4,
  "V13.1": 1,
  "V13.2": 5,
  "V13.3": 2,
  "V13.4": 5,
  "V14.3": 3,
  "V16.1": 1,
  "V16.2": 5,
  "V16.3": 4,
  "V16.4": 3,
  "V16.5": 3,
};

/** Every requirement that docs/security.md has to answer, in ASVS's order. */
export const requirementIds: readonly string[] = Object.entries(requirementCounts).flatMap(
  ([section, count]) => Array.from({ length: count }, (_, index) => `${section}.${index + 1}`),
);
