import { createHmac, timingSafeEqual } from "node:crypto";
import type { RefreshKey } from "./refresh-keys.ts";

/** A refresh token taken apart: `<key version>.<sid>.<generation>.<mac>`. Nothing in it is proven yet. */
export interface PresentedToken {
  readonly version: string;
  readonly sid: string;
  readonly generation: number;
  readonly mac: string;
}

export interface TokenSubject {
  readonly sid: string;
  readonly generation: number;
  /** The session's own 32 random bytes, base64url. */
  readonly salt: string;
}

const tokenPattern =
  /^(?<version>[\w-]{8})\.(?<sid>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.(?<generation>[1-9]\d{0,8})\.(?<mac>[\w-]{43})$/;

/** Undefined for whatever does not have a refresh token's exact shape. */
export function parseRefreshToken(text: string): PresentedToken | undefined {
  const parts = tokenPattern.exec(text)?.groups;
  if (!parts) return undefined;
  const { version = "", sid = "", generation = "", mac = "" } = parts;
  return { version, sid, generation: Number(generation), mac };
}

/** The one token of this session and generation under this key; the same every time. */
export function deriveRefreshToken(key: RefreshKey, subject: TokenSubject): string {
  return `${key.version}.${subject.sid}.${subject.generation}.${computeMac(key, subject)}`;
}

/** Whether this server issued the token, for this session and with this key. Takes the same time either way. */
export function isRefreshTokenGenuine(token: PresentedToken, key: RefreshKey, salt: string): boolean {
  const expected = computeMac(key, { sid: token.sid, generation: token.generation, salt });
  // Compared as text: of the several spellings base64url allows for the same bytes only ours is accepted.
  return timingSafeEqual(Buffer.from(expected), Buffer.from(token.mac));
}

function computeMac(key: RefreshKey, { sid, generation, salt }: TokenSubject): string {
  return createHmac("sha256", key.secret)
    .update(`${key.version}.${sid}.${generation}.`)
    .update(salt, "base64url")
    .digest("base64url");
}
