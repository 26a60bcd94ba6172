import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { deriveKey, type RefreshKey, type RefreshKeys } from "../features/session/refresh-keys.ts";

/** What a sealed text is for and whose it is; both are authenticated with it, so none can stand in for another. */
export interface Seal {
  purpose: string;
  name: string;
}

/** Texts that the database keeps and can't read: sealed with a key derived from the refresh key. */
export interface Sealing {
  seal(text: string, name: string): string;
  /** Throws where no key that is given opens it. */
  open(sealed: string, name: string): { text: string; isCurrent: boolean };
}

const ivBytes = 12;
const tagBytes = 16;

/** AES-256-GCM under a key of the purpose's own. */
export function sealText(text: string, { purpose, name }: Seal, key: RefreshKey): string {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv("aes-256-gcm", deriveKey(key, purpose), iv).setAAD(Buffer.from(name));
  const sealed = Buffer.concat([iv, cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()]);
  return `${key.version}.${sealed.toString("base64url")}`;
}

/** The text, and whether it was sealed with the first of `keys`; throws where none of them opens it. */
export function openSealed(sealedText: string, { purpose, name }: Seal, keys: readonly RefreshKey[]) {
  const [version = "", encoded = ""] = sealedText.split(".");
  const key = keys.find((candidate) => candidate.version === version);
  if (!key) {
    throw new Error(
      `The ${purpose} ${name} was sealed with a REFRESH_KEY that is not given any more (${version}).`,
    );
  }
  const sealed = Buffer.from(encoded, "base64url");
  const decipher = createDecipheriv("aes-256-gcm", deriveKey(key, purpose), sealed.subarray(0, ivBytes))
    .setAAD(Buffer.from(name))
    .setAuthTag(sealed.subarray(-tagBytes));
  const opened = decipher.update(sealed.subarray(ivBytes, -tagBytes), undefined, "utf8");
  return { text: opened + decipher.final("utf8"), isCurrent: key === keys[0] };
}

export const createSealing = (keys: RefreshKeys, purpose: string): Sealing => ({
  seal: (text, name) => sealText(text, { purpose, name }, keys.current),
  open: (sealed, name) => openSealed(sealed, { purpose, name }, keys.all),
});
