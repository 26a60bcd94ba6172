import { factorMutations } from "./factor-mutations.ts";

/** One rule broken by hand: in `file` the one occurrence of `find` becomes `replace`. */
export interface Mutation {
  name: string;
  file: string;
  find: string;
  replace: string;
  /** Test files, by a part of their names, of which at least one test must fail. */
  tests: readonly string[];
  /** There are so few cases that examples are all of them. */
  needsNoProperty?: true;
}

const rules = "src/features/session/refresh-rules.ts";
const service = "src/features/session/refresh.service.ts";
/** The random interleavings, which take the longest. */
export const longProperties = "session-properties";

/** What the session must survive being tested for; each entry breaks one rule and nothing else. */
export const mutations: readonly Mutation[] = [
  {
    name: "grace without end",
    file: rules,
    find: "return leewayMs > 0 && now - state.confirmedAt <= leewayMs;",
    replace: "return true;",
    tests: ["refresh-rules", longProperties],
  },
  {
    name: "leeway from rotation",
    file: rules,
    find: "if (state.confirmedGeneration !== state.generation) return true;\n  return leewayMs > 0 && now - state.confirmedAt <= leewayMs;",
    replace: "return leewayMs > 0 && now - state.issuedAt <= leewayMs;",
    tests: ["refresh-rules", longProperties],
  },
  {
    name: "no hold",
    file: rules,
    find: 'return { kind: now - state.issuedAt < leewayMs ? "hold" : "rotate" };',
    replace: 'return { kind: "rotate" };',
    tests: ["refresh-rules", longProperties],
  },
  {
    name: "branch on replay",
    file: service,
    find: "  generation: row.generation,\n  issued_at: now,\n",
    replace: "  generation: row.generation + 1,\n  issued_at: now,\n",
    tests: ["session.test", longProperties],
  },
  {
    name: "window that slides",
    file: "src/features/session/sightings.ts",
    find: "if (generation <= known.generation) return;",
    replace: "if (generation < known.generation) return;",
    tests: ["sightings", longProperties],
  },
  {
    name: "clear cookie on refusal",
    file: "src/features/session/token.routes.ts",
    find: 'await refreshSession(token, "cookie", auditContextOf(request))',
    replace:
      'await refreshSession(token, "cookie", auditContextOf(request)).catch((error: unknown) => { cookie.clear(reply); throw error; })',
    tests: ["refusal-properties", "session.test"],
  },
  {
    name: "late confirmation of an older generation",
    file: "src/features/session/sightings.ts",
    find: "if (generation <= known.generation) return;",
    replace: "if (generation === known.generation) return;",
    tests: ["sightings", longProperties],
  },
  {
    name: "late confirmation of an older generation, in the row",
    file: "src/database/sqlite/session-store.ts",
    find: "confirmed_generation = iif(generation = @generation, @generation, confirmed_generation)",
    replace: "confirmed_generation = @generation",
    tests: ["session-store.contract"],
  },
  {
    name: "stale by `iat`",
    file: "src/features/session/access-check.ts",
    find: "claims.ver < user.tokenVersion",
    replace: "claims.iat * 1000 < (user as unknown as { knownAt: number }).knownAt",
    tests: ["session.test", longProperties],
  },
  {
    name: "CAS without `revoked_at`",
    file: "src/database/postgres/session-store.ts",
    find: "WHERE id = $1 AND generation = $2 AND revoked_at IS NULL`;",
    replace: "WHERE id = $1 AND generation = $2`;",
    tests: ["postgres/session-store"],
  },
  {
    name: "CAS without the generation",
    file: "src/database/postgres/session-store.ts",
    find: "WHERE id = $1 AND generation = $2 AND revoked_at IS NULL`;",
    replace: "WHERE id = $1 AND $2::int IS NOT NULL AND revoked_at IS NULL`;",
    tests: ["postgres/session-store", "session.test"],
  },
  {
    name: "unknown sid revokes",
    file: service,
    find: '    return { result: { kind: "unknown" } };',
    replace:
      '    return { result: row ? { kind: "theft", verdict: { kind: "theft" }, session: row } : { kind: "unknown" } };',
    tests: ["session.test", longProperties],
  },
  {
    name: "revocation set not updated",
    file: "src/features/session/revocations.ts",
    find: 'if (announcement.kind === "session-revoked") this.addSession(announcement);',
    replace: "",
    tests: ["session.test", longProperties],
  },
  {
    name: "MAC compared without the salt",
    file: "src/features/session/refresh-token.ts",
    find: '    .update(salt, "base64url")\n',
    replace: "    .update(salt.slice(0, 0))\n",
    tests: ["refresh-token"],
  },
  {
    name: "MAC compared without the session",
    file: "src/features/session/refresh-token.ts",
    find: ".update(`${key.version}.${sid}.${generation}.`)",
    replace: ".update(`${key.version}.${sid.length}.${generation}.`)",
    tests: ["refresh-token", longProperties],
  },
  {
    name: "generation from the future refused",
    file: rules,
    find: 'return { kind: "recover" };',
    replace: 'return { kind: "theft" };',
    tests: ["refresh-rules", longProperties],
  },
  {
    name: "in-flight refresh resurrects",
    file: "src/database/postgres/session-store.ts",
    find: "replays = $8\n  WHERE id = $1 AND generation = $2 AND revoked_at IS NULL`;",
    replace: "replays = $8, revoked_at = NULL, revoke_reason = NULL\n  WHERE id = $1 AND generation = $2`;",
    tests: ["postgres/session-store"],
  },
  {
    name: "sign-in without a guard",
    file: "src/features/session/sign-in.ts",
    find: "if (current?.password_hash !== passwordHash || current.disabled_at !== null) return undefined;",
    replace: "if (!current) return undefined;",
    tests: ["session-races"],
  },
  {
    name: "sign-in without a lock",
    file: "src/database/user-queries.ts",
    find: ".$if(isPostgres(db), (query) => query.forNoKeyUpdate())",
    replace: "",
    tests: ["user-lock"],
    needsNoProperty: true,
  },
  {
    name: "a disabled account refreshes",
    file: rules,
    find: 'if (!state.isUserActive) return { kind: "refused", code: "account_disabled" };',
    replace: "",
    tests: ["refresh-rules", longProperties],
  },
  {
    name: "the absolute end moves",
    file: service,
    find: "Math.min(now + idleMs, row.absolute_expires_at)",
    replace: "now + idleMs",
    tests: ["session.test", longProperties],
  },
  {
    name: "any `typ` is an access token",
    file: "src/features/session/key-ring.ts",
    find: "      checkTyp: accessTokenType,\n",
    replace: "",
    tests: ["access-token-attacks"],
    needsNoProperty: true,
  },
  {
    name: "either carrier for the other",
    file: service,
    find: " || row.carrier !== carrier",
    replace: "",
    tests: ["session.test"],
    needsNoProperty: true,
  },
  ...factorMutations,
];
