import type { PasskeyAssertion } from "@gatehouse/shared/second-factor";
import { generateAuthenticationOptions, verifyAuthenticationResponse } from "@simplewebauthn/server";
import type { Static } from "typebox";
import type { Writer } from "../../database/database.ts";
import { AppError } from "../../errors.ts";
import type { Amr } from "../../second-factor-port.ts";
import { issueChallenge, readChallenge, spendChallenge } from "./passkey-challenges.ts";
import type { PasskeyOptions } from "./passkey-registration.ts";
import { findPasskey, type PasskeyRow } from "./passkeys.ts";

export type Assertion = Static<typeof PasskeyAssertion>;

/** A passkey that has just been opened; it counts once `spend` has run in the transaction of what it is good for. */
export interface OpenedPasskey {
  userId: string;
  amr: Amr;
  /** Uses challenge and counter up; throws `passkey_invalid` where somebody was faster. */
  spend(writer: Writer): Promise<void>;
}

/** Opening a passkey, to sign in or to show again who one is. */
export interface PasskeyAssertions {
  /** What `navigator.credentials.get` is called with: any of the browser's passkeys for us will do. */
  begin(): Promise<{ challenge: string }>;
  /** Throws `passkey_invalid`: not one of ours, not from our pages, or not opened by the person himself. */
  verify(assertion: Assertion): Promise<OpenedPasskey>;
}

export function createPasskeyAssertions({
  database,
  clock,
  relyingParty,
}: PasskeyOptions): PasskeyAssertions {
  async function check(assertion: Assertion, challenge: string, passkey: PasskeyRow): Promise<number> {
    const { id: expectedRPID, origins: expectedOrigin } = relyingParty();
    try {
      const { verified, authenticationInfo } = await verifyAuthenticationResponse({
        response: assertion as Parameters<typeof verifyAuthenticationResponse>[0]["response"],
        expectedChallenge: challenge,
        expectedOrigin,
        expectedRPID,
        requireUserVerification: true,
        credential: {
          id: passkey.credential_id,
          publicKey: Uint8Array.from(Buffer.from(passkey.public_key, "base64url")),
          counter: passkey.counter,
        },
      });
      if (verified) return authenticationInfo.newCounter;
    } catch (cause) {
      throw new AppError("passkey_invalid", { cause });
    }
    throw new AppError("passkey_invalid");
  }

  return {
    async begin() {
      const challenge = await database.write((writer) =>
        issueChallenge(writer, "passkey_authentication", null, clock.now()),
      );
      const rpID = relyingParty().id;
      return await generateAuthenticationOptions({ rpID, challenge, userVerification: "required" });
    },

    async verify(assertion) {
      const challenge = readChallenge(assertion.response.clientDataJSON);
      const passkey = await findPasskey(database.read, assertion.id);
      if (!passkey || !isOwnedBy(assertion, passkey)) throw new AppError("passkey_invalid");
      const counter = await check(assertion, challenge, passkey);
      return {
        userId: passkey.user_id,
        amr: [passkey.is_synced ? "swk" : "hwk", "user", "mfa"],
        async spend(writer) {
          const now = clock.now();
          await spendChallenge(writer, "passkey_authentication", challenge, null, now);
          const { numUpdatedRows } = await writer
            .updateTable("passkeys")
            .set({ counter, last_used_at: now })
            .where("id", "=", passkey.id)
            .where("counter", "=", passkey.counter)
            .executeTakeFirst();
          if (numUpdatedRows !== 1n) throw new AppError("passkey_invalid");
        },
      };
    },
  };
}

/** Whose the browser says that it is, where it says so (WebAuthn level 3, §7.2 step 6). */
function isOwnedBy({ response: { userHandle } }: Assertion, passkey: PasskeyRow): boolean {
  return !userHandle || Buffer.from(userHandle, "base64url").toString("utf8") === passkey.user_id;
}
