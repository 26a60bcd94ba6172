import { createHash, generateKeyPairSync, randomBytes, sign } from "node:crypto";
import { isoCBOR } from "@simplewebauthn/server/helpers";
import { testOrigin } from "./build-test-app.ts";

interface AuthenticatorOptions {
  origin?: string;
  rpId?: string;
  /** Whether the person was asked for a PIN or a finger. */
  isUserVerified?: boolean;
  isSynced?: boolean;
  /** Signed with a key that is not the passkey's. */
  isForged?: boolean;
}

const flags = { present: 0x01, verified: 0x04, backupEligible: 0x08, hasKey: 0x40 };

const sha256 = (data: string | Buffer) => createHash("sha256").update(data).digest();

/** An authenticator with one passkey (ES256), as a browser speaks for it. What it says can be made wrong on purpose. */
export function createSoftAuthenticator() {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const credentialId = randomBytes(32);
  let counter = 0;

  function authenticatorData(
    options: AuthenticatorOptions,
    extraFlags: number,
    key = Buffer.alloc(0),
  ): Buffer {
    const { rpId = "localhost", isUserVerified = true, isSynced = false } = options;
    const set =
      flags.present |
      (isUserVerified ? flags.verified : 0) |
      (isSynced ? flags.backupEligible : 0) |
      extraFlags;
    const count = Buffer.alloc(4);
    counter += 1;
    count.writeUInt32BE(counter);
    return Buffer.concat([sha256(rpId), Buffer.from([set]), count, key]);
  }

  const clientData = (type: string, challenge: string, { origin = testOrigin }: AuthenticatorOptions) =>
    Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));

  const envelope = {
    id: credentialId.toString("base64url"),
    rawId: credentialId.toString("base64url"),
    type: "public-key",
    clientExtensionResults: {},
  };

  return {
    /** For devices that were copied: the next answer repeats an earlier count. */
    rewind(steps: number) {
      counter -= steps;
    },

    create(challenge: string, options: AuthenticatorOptions = {}) {
      const { x = "", y = "" } = publicKey.export({ format: "jwk" });
      const cose = new Map<number, number | Uint8Array>([
        [1, 2],
        [3, -7],
        [-1, 1],
        [-2, Uint8Array.from(Buffer.from(x, "base64url"))],
        [-3, Uint8Array.from(Buffer.from(y, "base64url"))],
      ]);
      const idLength = Buffer.from([0, credentialId.length]);
      const aaguid = Buffer.alloc(16);
      const key = Buffer.concat([aaguid, idLength, credentialId, isoCBOR.encode(cose)]);
      const authData = Uint8Array.from(authenticatorData(options, flags.hasKey, key));
      const attestation = new Map<string, unknown>([
        ["fmt", "none"],
        ["attStmt", new Map()],
        ["authData", authData],
      ]);
      const attestationObject = Buffer.from(isoCBOR.encode(attestation as never)).toString("base64url");
      const clientDataJSON = clientData("webauthn.create", challenge, options).toString("base64url");
      return { ...envelope, response: { clientDataJSON, attestationObject, transports: ["internal"] } };
    },

    get(challenge: string, options: AuthenticatorOptions & { userHandle?: string } = {}) {
      const client = clientData("webauthn.get", challenge, options);
      const data = authenticatorData(options, 0);
      const key = options.isForged
        ? generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey
        : privateKey;
      const signature = sign("sha256", Buffer.concat([data, sha256(client)]), key);
      return {
        ...envelope,
        response: {
          clientDataJSON: client.toString("base64url"),
          authenticatorData: data.toString("base64url"),
          signature: signature.toString("base64url"),
          ...(options.userHandle !== undefined && {
            userHandle: Buffer.from(options.userHandle).toString("base64url"),
          }),
        },
      };
    },
  };
}

export type SoftAuthenticator = ReturnType<typeof createSoftAuthenticator>;
