import {
  createCipheriv,
  createDecipheriv,
  createPublicKey,
  generateKeyPairSync,
  type JsonWebKey,
  randomBytes,
} from "node:crypto";
import { v7 as uuidv7 } from "uuid";
import type { SigningKeyTable } from "../../database/tables.ts";
import { deriveKey, type RefreshKey } from "./refresh-keys.ts";

export type SigningAlgorithm = SigningKeyTable["algorithm"];

export const signingAlgorithms = ["ES256", "RS256", "EdDSA"] as const satisfies readonly SigningAlgorithm[];

const sealingPurpose = "signing key";
const ivBytes = 12;
const tagBytes = 16;

function generatePair(algorithm: SigningAlgorithm) {
  if (algorithm === "ES256") return generateKeyPairSync("ec", { namedCurve: "P-256" });
  if (algorithm === "RS256") return generateKeyPairSync("rsa", { modulusLength: 3072 });
  return generateKeyPairSync("ed25519");
}

/** A new key as it is stored: the private part sealed with a key derived from the refresh key. */
export function generateSigningKey(
  algorithm: SigningAlgorithm,
  sealingKey: RefreshKey,
  { createdAt, activeAt }: { createdAt: number; activeAt: number },
): SigningKeyTable {
  const { privateKey, publicKey } = generatePair(algorithm);
  const kid = uuidv7();
  return {
    kid,
    algorithm,
    public_jwk: JSON.stringify(publicKey.export({ format: "jwk" })),
    sealed_private_key: sealPrivateKey(
      privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
      kid,
      sealingKey,
    ),
    created_at: createdAt,
    active_at: activeAt,
    verifies_until: null,
  };
}

/** AES-256-GCM; the `kid` is authenticated with it, so that one key's sealed part can't stand in for another's. */
export function sealPrivateKey(pem: string, kid: string, sealingKey: RefreshKey): string {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv("aes-256-gcm", deriveKey(sealingKey, sealingPurpose), iv).setAAD(
    Buffer.from(kid),
  );
  const sealed = Buffer.concat([iv, cipher.update(pem, "utf8"), cipher.final(), cipher.getAuthTag()]);
  return `${sealingKey.version}.${sealed.toString("base64url")}`;
}

/** The PEM of a private key, and whether it was sealed with the first of `keys`; throws where none of them opens it. */
export function openPrivateKey(
  row: Pick<SigningKeyTable, "kid" | "sealed_private_key">,
  keys: readonly RefreshKey[],
) {
  const [version = "", text = ""] = row.sealed_private_key.split(".");
  const key = keys.find((candidate) => candidate.version === version);
  if (!key) {
    throw new Error(
      `The signing key ${row.kid} was sealed with a REFRESH_KEY that is not given any more (${version}).`,
    );
  }
  const sealed = Buffer.from(text, "base64url");
  const decipher = createDecipheriv(
    "aes-256-gcm",
    deriveKey(key, sealingPurpose),
    sealed.subarray(0, ivBytes),
  )
    .setAAD(Buffer.from(row.kid))
    .setAuthTag(sealed.subarray(-tagBytes));
  const pem =
    decipher.update(sealed.subarray(ivBytes, -tagBytes), undefined, "utf8") + decipher.final("utf8");
  return { pem, isCurrent: key === keys[0] };
}

/** The public part in PEM, as the verifier takes it. */
export function publicPemOf(jwk: JsonWebKey): string {
  return createPublicKey({ key: jwk, format: "jwk" }).export({ type: "spki", format: "pem" }).toString();
}
