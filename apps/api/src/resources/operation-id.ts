/** The name of an operation in the OpenAPI document, from which clients make a method: `list`, `audit-events` → `listAuditEvents`. */
export const operationIdOf = (verb: string, what: string) =>
  `${verb}-${what}`.replace(/[ _-]+(\w)/g, (_match, letter: string) => letter.toUpperCase());
