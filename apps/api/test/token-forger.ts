import { createPrivateKey, createPublicKey, type KeyObject } from "node:crypto";
import { type JWTHeaderParameters, type JWTPayload, SignJWT } from "jose";
import { onTestFinished } from "vitest";
import { accessTokenType } from "@gatehouse/shared/access-token";
import type { Database } from "../src/database/database.ts";
import { openDatabase } from "../src/database/open-database.ts";
import { createRefreshKeys } from "../src/features/session/refresh-keys.ts";
import { openPrivateKey } from "../src/features/session/signing-key.ts";
import { testConfig } from "./build-test-app.ts";

/** Whatever the server's newest signing key can be made to sign, by somebody who has it. */
export interface TokenForger {
  readonly kid: string;
  readonly publicKey: KeyObject;
  readonly database: Database;
  sign(claims: JWTPayload, header?: Partial<JWTHeaderParameters>): Promise<string>;
}

/** Opens the test's database beside the server and takes the signing key out of it. */
export async function createTokenForger(databaseUrl: string): Promise<TokenForger> {
  const database = await openDatabase(databaseUrl);
  onTestFinished(() => database.close());
  const row = await database.read
    .selectFrom("signing_keys")
    .selectAll()
    .orderBy("active_at", "desc")
    .executeTakeFirstOrThrow();
  const { pem } = openPrivateKey(row, createRefreshKeys(testConfig().refreshKeys ?? []).all);
  const privateKey = createPrivateKey(pem);
  const { kid, algorithm: alg } = row;
  return {
    kid,
    publicKey: createPublicKey(privateKey),
    database,
    sign: (claims, header) =>
      new SignJWT(claims).setProtectedHeader({ alg, kid, typ: accessTokenType, ...header }).sign(privateKey),
  };
}

/** A token's parts put together again after `change` was made to its header and claims; the signature stays. */
export function tamper(
  token: string,
  change: { header?: object; claims?: object; signature?: string },
): string {
  const [header = "", claims = "", signature = ""] = token.split(".");
  const edit = (part: string, changes: object | undefined) =>
    changes ? encode({ ...decode(part), ...changes }) : part;
  return [edit(header, change.header), edit(claims, change.claims), change.signature ?? signature].join(".");
}

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
const decode = (part: string) => JSON.parse(Buffer.from(part, "base64url").toString()) as JWTPayload;

/** The claims of a token, unproven. */
export const claimsOf = (token: string): JWTPayload => decode(token.split(".")[1] ?? "");
