import { createPublicKey, generateKeyPairSync, type JsonWebKey } from "node:crypto";
import { v7 as uuidv7 } from "uuid";
import type { SigningKeyTable } from "../../database/tables.ts";
import { openSealed, sealText } from "../../sealing/sealing.ts";
import type { RefreshKey } from "./refresh-keys.ts";

export type SigningAlgorithm = SigningKeyTable["algorithm"];

export const signingAlgorithms = ["ES256", "RS256", "EdDSA"] as const satisfies readonly SigningAlgorithm[];

const sealingPurpose = "signing key";

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

/** The `kid` is authenticated with it, so that one key's sealed part can't stand in for another's. */
export const sealPrivateKey = (pem: string, kid: string, sealingKey: RefreshKey): string =>
  sealText(pem, { purpose: sealingPurpose, name: kid }, sealingKey);

/** The PEM of a private key, and whether it was sealed with the first of `keys`; throws where none of them opens it. */
export function openPrivateKey(
  { kid, sealed_private_key: sealed }: Pick<SigningKeyTable, "kid" | "sealed_private_key">,
  keys: readonly RefreshKey[],
) {
  const { text: pem, isCurrent } = openSealed(sealed, { purpose: sealingPurpose, name: kid }, keys);
  return { pem, isCurrent };
}

/** The public part in PEM, as the verifier takes it. */
export function publicPemOf(jwk: JsonWebKey): string {
  return createPublicKey({ key: jwk, format: "jwk" }).export({ type: "spki", format: "pem" }).toString();
}
