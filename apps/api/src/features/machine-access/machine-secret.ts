import { createHash, randomBytes } from "node:crypto";

const secretBytes = 32;

/** A secret whose prefix lets scanners of repositories find a leaked one. */
export const makeSecret = (prefix: string): string => prefix + randomBytes(secretBytes).toString("base64url");

/** As long as a key, a secret needs no slow hash. */
export const hashSecret = (secret: string): string => createHash("sha256").update(secret).digest("base64url");
