import { Secret, TOTP } from "otpauth";

/** What every authenticator app knows: SHA-1, six digits, thirty seconds (RFC 6238). */
const parameters = { algorithm: "SHA1", digits: 6, period: 30 };
const issuer = "Gatehouse";
const secretBytes = 20;
/** A clock may be one step off, either way (RFC 6238 §5.2). */
const window = 1;

export const makeTotpSecret = (): string => new Secret({ size: secretBytes }).base32;

/** The key URI that an authenticator app reads from a QR code. */
export const totpUriOf = (secret: string, label: string): string =>
  new TOTP({ ...parameters, issuer, label, secret }).toString();

const codePattern = /^\d{6}$/;

/** The time step to which a code belongs, if it is right at this moment or one step off. */
export function findTotpStep(secret: string, code: string, now: number): number | undefined {
  // otpauth throws where it compares texts that have as many characters and not as many bytes.
  if (!codePattern.test(code)) return undefined;
  const totp = { ...parameters, secret: Secret.fromBase32(secret), timestamp: now };
  const delta = TOTP.validate({ ...totp, token: code, window });
  return delta === null ? undefined : TOTP.counter({ period: parameters.period, timestamp: now }) + delta;
}
