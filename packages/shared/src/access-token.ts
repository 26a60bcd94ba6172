import type { Role } from "./roles.ts";

/** `typ` of the JOSE header (RFC 9068 §2.1). */
export const accessTokenType = "at+jwt";

/** `client_id` of tokens that a person's own sign-in gave. */
export const firstPartyClientId = "gatehouse";

/** Scope of a session that lacks the second factor its role demands: it may set one up, and nothing else. */
export const enrolmentScope = "api:enrol";

/** Claims of an access token (RFC 9068), times in whole seconds. */
export interface AccessTokenClaims {
  iss: string;
  aud: string;
  sub: string;
  client_id: string;
  iat: number;
  exp: number;
  jti: string;
  /** The session; absent in a service account's token, as is `gen`. */
  sid?: string;
  /** The refresh generation this token was issued with; seeing it confirms that generation. */
  gen?: number;
  /** The user's counter: a token below it is stale. */
  ver: number;
  role: Role;
  scope: string;
}
