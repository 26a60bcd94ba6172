/**
 * OWASP ASVS 5.0, all three levels: how many requirements the sections have that concern sign-in, sessions and their
 * surroundings. In these sections they are numbered from 1 without a gap.
 */
const requirementCounts: Record<string, number> = {
  "V3.3": 5,
  "V3.4": 8,
  "V3.5": 8,
  "V6.1": 3,
  "V6.2": 12,
  "V6.3": 8,
  "V6.4": 6,
  "V6.5": 8,
  "V6.6": 4,
  "V6.7": 2,
  "V6.8": 4,
  "V7.1": 3,
  "V7.2": 4,
  "V7.3": 2,
  "V7.4": 5,
  "V7.5": 3,
  "V7.6": 2,
  "V8.1": 4,
  "V8.2": 4,
  "V8.3": 3,
  "V8.4": 2,
  "V9.1": 3,
  "V9.2": 4,
  "V10.4": 16,
  "V11.4": 4,
  "V13.1": 4,
  "V13.2": 6,
  "V13.3": 4,
  "V13.4": 7,
  "V14.3": 3,
  "V16.1": 1,
  "V16.2": 5,
  "V16.3": 4,
  "V16.4": 3,
  "V16.5": 4,
};

/**
 * The sections of each RFC with a MUST, or a best practice, for an authorization server or a resource server of this
 * kind. A section stands for those below it, unless they are listed too.
 */
const rfcSections: readonly [rfc: string, sections: string][] = [
  [
    "RFC 9700",
    "2.1 2.1.1 2.1.2 2.2.1 2.2.2 2.3 2.4 2.5 2.6 4.1 4.2 4.3 4.4 4.5 4.6 4.7 4.8 4.9 4.10 4.11 4.12 4.13 4.14 4.14.2 4.15 4.16 4.17",
  ],
  [
    "RFC 6749",
    "2.3 2.3.1 3.1 3.2 3.3 4.3.2 4.4 5.1 5.2 6 10.1 10.2 10.3 10.4 10.5 10.6 10.7 10.8 10.9 10.10 10.11 10.12 10.13 10.14 10.15 10.16",
  ],
  ["RFC 6750", "2.1 2.2 2.3 3 3.1 5.2 5.3"],
  ["RFC 9068", "2.1 2.2 2.2.1 2.2.3 3 4 5 6"],
  ["RFC 8725", "3.1 3.2 3.3 3.4 3.5 3.6 3.7 3.8 3.9 3.10 3.11 3.12"],
  ["RFC 7009", "2.1 2.2 2.2.1"],
  ["RFC 7662", "2.1 2.2 4 5"],
  ["RFC 7517", "4 9.2"],
  ["RFC 8414", "2 3.2 3.3"],
];

/** Every requirement that docs/security.md has to answer: ASVS's in its order, then the RFCs'. */
export const requirementIds: readonly string[] = [
  ...Object.entries(requirementCounts).flatMap(([section, count]) =>
    Array.from({ length: count }, (_, index) => `${section}.${index + 1}`),
  ),
  ...rfcSections.flatMap(([rfc, sections]) => sections.split(" ").map((section) => `${rfc} §${section}`)),
];
