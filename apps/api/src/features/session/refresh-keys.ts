import { createHash, createSecretKey, hkdfSync, type KeyObject } from "node:crypto";

/** A refresh key and the version that names it in tokens: the start of its SHA-256, so that order does not matter. */
export interface RefreshKey {
  readonly version: string;
  /** A key object: handed the bare bytes, each HMAC would begin by making one. */
  readonly secret: KeyObject;
}

/** The first key derives new tokens, all of them verify. */
export interface RefreshKeys {
  readonly current: RefreshKey;
  readonly all: readonly RefreshKey[];
  find(version: string): RefreshKey | undefined;
}

const versionLength = 8;

/** Throws where the list is empty. */
export function createRefreshKeys(secrets: readonly Buffer[]): RefreshKeys {
  const all = secrets.map((secret) => ({ version: versionOf(secret), secret: createSecretKey(secret) }));
  const [current] = all;
  if (!current) throw new Error("There is no refresh key.");
  const byVersion = new Map(all.map((key) => [key.version, key]));
  return { current, all, find: (version) => byVersion.get(version) };
}

const versionOf = (secret: Buffer) =>
  createHash("sha256")
    .update("gatehouse refresh key")
    .update(secret)
    .digest("base64url")
    .slice(0, versionLength);

/** A 32-byte key for one other purpose, derived from a refresh key by HKDF-SHA-256. */
export const deriveKey = (key: RefreshKey, purpose: string): Buffer =>
  Buffer.from(hkdfSync("sha256", key.secret, "", `gatehouse ${purpose}`, 32));
