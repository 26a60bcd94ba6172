import { type AccessTokenClaims, enrolmentScope } from "@gatehouse/shared/access-token";
import type { Clock } from "../../clock.ts";
import type { Database, Reader } from "../../database/database.ts";
import { AppError } from "../../errors.ts";
import { type AccessCheck, readOnlyScope } from "../../plugins/access-token.ts";
import type { SecondFactorPort } from "../../second-factor-port.ts";
import { hashSecret } from "./machine-secret.ts";

/** How a personal access token begins. */
export const apiKeyPrefix = "gh_pat_";

interface KnownKey {
  claims: AccessTokenClaims;
  /** Whether its owner has a second factor. */
  isProtected: boolean;
  keyId: string;
  expiresAt: number;
  notedAt: number;
}

const maxKept = 10_000;
const noteIntervalMs = 60_000;

interface ApiKeyCheckOptions {
  database: Database;
  clock: Clock;
  secondFactors: Pick<SecondFactorPort, "isRequiredFor" | "hasFactor">;
}

/**
 * Accepts personal access tokens, each with its owner's rights of that moment: those that he would have himself, so
 * while his role demands a second factor that he has not set up, none but to do that. A token seen before is accepted
 * from memory; what every process hears of users and keys makes it forget.
 */
export function createApiKeyCheck({ database, clock, secondFactors }: ApiKeyCheckOptions): AccessCheck {
  const kept = new Map<string, KnownKey>();
  /** Raised by each announcement: what was read before it is not kept after it. */
  let announced = 0;

  function forget(isConcerned: (key: KnownKey) => boolean): void {
    announced += 1;
    for (const [token, key] of kept) if (isConcerned(key)) kept.delete(token);
  }

  database.announcements.subscribe((announcement) => {
    if (announcement.kind === "api-key-revoked") forget(({ keyId }) => keyId === announcement.id);
    if (announcement.kind === "user-changed") forget(({ claims }) => claims.sub === announcement.userId);
  });

  /** At most once a minute, and nobody waits for it. */
  function noteUse(key: KnownKey): void {
    const now = clock.now();
    if (now - key.notedAt < noteIntervalMs) return;
    key.notedAt = now;
    const note = database.write((writer) =>
      writer.updateTable("api_keys").set({ last_used_at: now }).where("id", "=", key.keyId).execute(),
    );
    // When a key was last used is for people to look at: a failure is not worth a request.
    note.catch(() => undefined);
  }

  const lacksFactor = ({ isProtected, claims }: KnownKey) =>
    !isProtected && secondFactors.isRequiredFor(claims.role);

  function accept(key: KnownKey): AccessTokenClaims {
    if (key.expiresAt <= clock.now()) throw new AppError("token_expired");
    if (lacksFactor(key)) return { ...key.claims, scope: enrolmentScope };
    noteUse(key);
    return key.claims;
  }

  async function readKey(token: string): Promise<KnownKey> {
    const row = await findKey(database.read, token);
    if (!row) throw new AppError("token_invalid");
    if (row.disabled_at !== null || row.deleted_at !== null) throw new AppError("account_disabled");
    const isProtected = await secondFactors.hasFactor(database.read, row.user_id);
    const expiresAt = row.expires_at ?? Infinity;
    return { claims: claimsOf(row, expiresAt), isProtected, keyId: row.id, expiresAt, notedAt: -Infinity };
  }

  return {
    recall(token) {
      const key = kept.get(token);
      // A factor that was set up meanwhile is looked for again, for nobody announces it.
      return key && !lacksFactor(key) ? accept(key) : undefined;
    },
    async verify(token) {
      const announcedBefore = announced;
      const key = await readKey(token);
      if (kept.size >= maxKept) kept.delete(kept.keys().next().value ?? "");
      if (announced === announcedBefore) kept.set(token, key);
      return accept(key);
    },
  };
}

const findKey = (db: Reader, token: string) =>
  db
    .selectFrom("api_keys")
    .innerJoin("users", "users.id", "api_keys.user_id")
    .select([
      "api_keys.id",
      "api_keys.user_id",
      "api_keys.scope",
      "api_keys.expires_at",
      "api_keys.created_at",
    ])
    .select(["users.role", "users.token_version", "users.disabled_at", "users.deleted_at"])
    .where("api_keys.token_hash", "=", hashSecret(token))
    .where("api_keys.revoked_at", "is", null)
    .executeTakeFirst();

type KeyRow = NonNullable<Awaited<ReturnType<typeof findKey>>>;

const claimsOf = (row: KeyRow, expiresAt: number): AccessTokenClaims => ({
  iss: "",
  aud: "",
  sub: row.user_id,
  client_id: row.id,
  iat: Math.floor(row.created_at / 1000),
  exp: Math.floor(expiresAt / 1000),
  jti: row.id,
  ver: row.token_version,
  role: row.role,
  scope: row.scope === "read" ? readOnlyScope : "api",
});
