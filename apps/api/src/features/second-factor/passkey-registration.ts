import type { AddedPasskey, PasskeyAttestation } from "@gatehouse/shared/second-factor";
import { generateRegistrationOptions, verifyRegistrationResponse } from "@simplewebauthn/server";
import type { Static } from "typebox";
import { v7 as uuidv7 } from "uuid";
import { appendAuditEvent, type AuditContext } from "../../audit/audit-log.ts";
import type { Clock } from "../../clock.ts";
import type { Database, Writer } from "../../database/database.ts";
import { isUniqueViolation } from "../../database/unique-violation.ts";
import { AppError } from "../../errors.ts";
import { findEnrolledFactors } from "./enrolled-factors.ts";
import { issueChallenge, readChallenge, spendChallenge } from "./passkey-challenges.ts";
import { listPasskeys, type PasskeyRow, toPasskey } from "./passkeys.ts";
import { noteProof, requireRecentProof, requireSession } from "./recent-proof.ts";
import { replaceRecoveryCodes } from "./recovery-codes.ts";
import type { RelyingParty } from "./relying-party.ts";

/** Adding a passkey to one's account. */
export interface PasskeyRegistrations {
  /** What `navigator.credentials.create` is called with. */
  begin(userId: string, context: AuditContext): Promise<{ challenge: string }>;
  /** Throws `passkey_invalid` where the answer is not to a challenge of this user's, or not from our pages. */
  finish(
    userId: string,
    request: { name: string; credential: Static<typeof PasskeyAttestation> },
    context: AuditContext,
  ): Promise<AddedPasskey>;
}

export interface PasskeyOptions {
  database: Database;
  clock: Clock;
  relyingParty: () => RelyingParty;
}

/** COSE numbers of EdDSA, ES256 and RS256; asked for by name, the library does not try what this Node can't do yet. */
const supportedAlgorithmIDs = [-8, -7, -257];

const maxPasskeys = 20;
const name = "Gatehouse";

export function createPasskeyRegistrations(options: PasskeyOptions): PasskeyRegistrations {
  const { database, clock, relyingParty } = options;

  async function add(writer: Writer, passkey: PasskeyRow, context: AuditContext): Promise<string[]> {
    await writer.insertInto("passkeys").values(passkey).execute();
    const { recoveryCodesLeft } = await findEnrolledFactors(writer, passkey.user_id);
    const codes = recoveryCodesLeft > 0 ? [] : await replaceRecoveryCodes(writer, passkey.user_id);
    // Whoever has just opened a new passkey has shown it.
    await noteProof(writer, requireSession(context), [passkey.is_synced ? "swk" : "hwk", "mfa"], clock);
    const changes = [{ field: "name", before: null, after: passkey.name }];
    const entry = { type: "passkey.added", resource: "users", recordId: passkey.user_id, changes };
    await appendAuditEvent(writer, context, entry, clock.now());
    return codes;
  }

  return {
    async begin(userId, context) {
      const { user, known, challenge } = await database.write(async (writer) => ({
        user: await requireRecentProof(writer, userId, context, clock),
        known: await requireRoom(writer, userId),
        challenge: await issueChallenge(writer, "passkey_registration", userId, clock.now()),
      }));
      return await generateRegistrationOptions({
        rpName: name,
        rpID: relyingParty().id,
        userID: Uint8Array.from(Buffer.from(userId)),
        userName: user.email,
        userDisplayName: `${user.first_name} ${user.last_name}`.trim(),
        challenge,
        supportedAlgorithmIDs,
        attestationType: "none",
        excludeCredentials: known.map(({ credential_id: id }) => ({ id })),
        authenticatorSelection: { residentKey: "required", userVerification: "required" },
      });
    },

    async finish(userId, { name: passkeyName, credential }, context) {
      const { id: rpId, origins } = relyingParty();
      const challenge = readChallenge(credential.response.clientDataJSON);
      const { credential: key, isSynced } = await verify(credential, challenge, rpId, origins);
      const now = clock.now();
      const passkey: PasskeyRow = {
        id: uuidv7({ msecs: now }),
        version: 1,
        created_at: now,
        updated_at: now,
        user_id: userId,
        name: passkeyName,
        credential_id: key.id,
        public_key: Buffer.from(key.publicKey).toString("base64url"),
        counter: key.counter,
        transports: JSON.stringify(credential.response.transports ?? []),
        is_synced: isSynced ? 1 : 0,
        last_used_at: null,
      };
      try {
        return await database.write(async (writer) => {
          await requireRecentProof(writer, userId, context, clock);
          await spendChallenge(writer, "passkey_registration", challenge, userId, now);
          await requireRoom(writer, userId);
          return { ...toPasskey(passkey), recoveryCodes: await add(writer, passkey, context) };
        });
      } catch (error) {
        throw isUniqueViolation(error) ? new AppError("passkey_invalid", { cause: error }) : error;
      }
    },
  };
}

/** The passkeys that there are; throws `too_many_passkeys`. */
async function requireRoom(writer: Writer, userId: string): Promise<PasskeyRow[]> {
  const known = await listPasskeys(writer, userId);
  if (known.length >= maxPasskeys) throw new AppError("too_many_passkeys");
  return known;
}

async function verify(
  credential: Static<typeof PasskeyAttestation>,
  challenge: string,
  rpId: string,
  origins: string[],
) {
  try {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: credential,
      expectedChallenge: challenge,
      expectedOrigin: origins,
      expectedRPID: rpId,
      requireUserVerification: true,
      supportedAlgorithmIDs,
    });
    if (!verified) throw new AppError("passkey_invalid");
    const isSynced = registrationInfo.credentialDeviceType === "multiDevice";
    return { credential: registrationInfo.credential, isSynced };
  } catch (cause) {
    throw new AppError("passkey_invalid", { cause });
  }
}
