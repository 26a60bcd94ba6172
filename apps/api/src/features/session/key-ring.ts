import type { JsonWebKey } from "node:crypto";
import { createSigner, createVerifier } from "fast-jwt";
import { accessTokenType } from "@gatehouse/shared/access-token";
import { appendAuditEvent, type AuditContext } from "../../audit/audit-log.ts";
import type { Clock } from "../../clock.ts";
import type { Database, Writer } from "../../database/database.ts";
import type { SigningKeyTable } from "../../database/tables.ts";
import { maxAccessTokenMs } from "../../database/announcements.ts";
import type { RefreshKeys } from "./refresh-keys.ts";
import {
  generateSigningKey,
  openPrivateKey,
  publicPemOf,
  sealPrivateKey,
  type SigningAlgorithm,
} from "./signing-key.ts";

/** A key ready for use; both functions are bound to the key's own algorithm, whatever a token's header says. */
export interface RingKey {
  readonly kid: string;
  readonly algorithm: SigningAlgorithm;
  readonly publicJwk: JsonWebKey;
  readonly activeAt: number;
  readonly verifiesUntil: number | null;
  sign(claims: object): string;
  /** The claims of a token whose signature and `typ` are right; throws otherwise. Times and names are not looked at. */
  verify(token: string): Record<string, unknown>;
}

export interface KeyRing {
  /** Reads the keys and makes the first one; throws where a stored key can't be opened. */
  load(): Promise<void>;
  /** The newest key that may sign by now. */
  current(): RingKey;
  /** The key of that `kid` if it still verifies; asks the database for one it does not know, at most once a second. */
  find(kid: string): Promise<RingKey | undefined>;
  /** As `find`, without asking the database. */
  findLoaded(kid: string): RingKey | undefined;
  /** Public keys that verifiers should know, those that will sign soon too. */
  list(): RingKey[];
  /** Adds a key that signs from five seconds on; the former ones verify until their last token has expired. */
  rotate(algorithm: SigningAlgorithm, context: AuditContext): Promise<string>;
}

/** Other processes hear of a new key, and read it, well before its first token reaches them. */
const activationDelayMs = 5000;
const minReloadIntervalMs = 1000;

interface KeyRingOptions {
  database: Database;
  refreshKeys: RefreshKeys;
  clock: Clock;
  /** Keys left the ring: what was verified with them must not be believed any longer. */
  onRemoved: () => void;
}

export function createKeyRing({ database, refreshKeys, clock, onRemoved }: KeyRingOptions): KeyRing {
  let keys = new Map<string, RingKey>();
  let loadedAt = -Infinity;

  async function load(): Promise<void> {
    loadedAt = clock.now();
    let rows: SigningKeyTable[];
    try {
      rows = await readKeys();
    } catch (error) {
      // Nothing was learnt, so that the next one to ask need not wait.
      loadedAt = -Infinity;
      throw error;
    }
    const previous = keys;
    keys = new Map(rows.map((row) => [row.kid, previous.get(row.kid) ?? openKey(row, refreshKeys)]));
    for (const row of rows) keys.set(row.kid, { ...keyOf(row.kid), verifiesUntil: row.verifies_until });
    if ([...previous.keys()].some((kid) => !keys.has(kid))) onRemoved();
  }

  const readKeys = () =>
    database.read
      .selectFrom("signing_keys")
      .selectAll()
      .orderBy("active_at", "desc")
      .orderBy("kid")
      .execute();

  function keyOf(kid: string): RingKey {
    const key = keys.get(kid);
    if (!key) throw new Error(`There is no signing key ${kid}.`);
    return key;
  }

  const isLive = (key: RingKey) => key.verifiesUntil === null || clock.now() < key.verifiesUntil;

  function findLoaded(kid: string): RingKey | undefined {
    const key = keys.get(kid);
    return key && isLive(key) ? key : undefined;
  }

  return {
    findLoaded,
    async load() {
      await database.write(async (writer) => {
        await resealKeys(writer, refreshKeys);
        await addFirstKey(writer, refreshKeys, clock.now());
      });
      database.announcements.subscribe(({ kind }) => {
        if (kind === "keys-changed") void load().catch(() => undefined);
      });
      await load();
    },
    current() {
      const now = clock.now();
      const key = [...keys.values()].find((candidate) => candidate.activeAt <= now);
      if (!key) throw new Error("There is no signing key that may sign by now.");
      return key;
    },
    async find(kid) {
      if (!keys.has(kid) && clock.now() - loadedAt >= minReloadIntervalMs) await load();
      return findLoaded(kid);
    },
    list: () => [...keys.values()].filter(isLive),
    rotate: (algorithm, context) =>
      database.write(async (writer) => {
        const kid = await addKey(database, writer, algorithm, refreshKeys, clock.now());
        const changes = [{ field: "kid", before: null, after: kid }];
        await appendAuditEvent(writer, context, { type: "keys.rotated", changes });
        return kid;
      }),
  };
}

function openKey(row: SigningKeyTable, refreshKeys: RefreshKeys): RingKey {
  const publicJwk = JSON.parse(row.public_jwk) as JsonWebKey;
  const algorithm = row.algorithm;
  const header = { alg: algorithm, typ: accessTokenType, kid: row.kid };
  return {
    kid: row.kid,
    algorithm,
    publicJwk,
    activeAt: row.active_at,
    verifiesUntil: row.verifies_until,
    sign: createSigner({ key: openPrivateKey(row, refreshKeys.all).pem, algorithm, header }),
    verify: createVerifier({
      key: publicPemOf(publicJwk),
      algorithms: [algorithm],
      checkTyp: accessTokenType,
      cache: false,
      ignoreExpiration: true,
      ignoreNotBefore: true,
    }),
  };
}

async function addFirstKey(writer: Writer, refreshKeys: RefreshKeys, now: number): Promise<void> {
  const existing = await writer.selectFrom("signing_keys").select("kid").limit(1).executeTakeFirst();
  if (existing) return;
  const key = generateSigningKey("ES256", refreshKeys.current, { createdAt: now, activeAt: now });
  await writer.insertInto("signing_keys").values(key).execute();
}

async function addKey(
  database: Database,
  writer: Writer,
  algorithm: SigningAlgorithm,
  refreshKeys: RefreshKeys,
  now: number,
): Promise<string> {
  const activeAt = now + activationDelayMs;
  const key = generateSigningKey(algorithm, refreshKeys.current, { createdAt: now, activeAt });
  await writer
    .updateTable("signing_keys")
    .set({ verifies_until: activeAt + maxAccessTokenMs })
    .where("verifies_until", "is", null)
    .execute();
  await writer.insertInto("signing_keys").values(key).execute();
  await database.announce(writer, [{ kind: "keys-changed" }]);
  return key.kid;
}

/** A changed first refresh key seals the private keys anew, so that the former one can be dropped. */
async function resealKeys(writer: Writer, refreshKeys: RefreshKeys): Promise<void> {
  const rows = await writer.selectFrom("signing_keys").select(["kid", "sealed_private_key"]).execute();
  for (const row of rows) {
    const { pem, isCurrent } = openPrivateKey(row, refreshKeys.all);
    if (isCurrent) continue;
    const sealed = sealPrivateKey(pem, row.kid, refreshKeys.current);
    await writer
      .updateTable("signing_keys")
      .set({ sealed_private_key: sealed })
      .where("kid", "=", row.kid)
      .execute();
  }
}
