import { type AccessTokenClaims, enrolmentScope } from "@gatehouse/shared/access-token";
import type { Role } from "@gatehouse/shared/roles";

/** Whose token it is. Read without verification, only to compare: the API verifies. */
export interface SessionIdentity {
  userId: string;
  sessionId: string;
  role: Role;
  /** The role demands a second factor that the session has not shown. */
  mustEnrol?: true;
}

/** The session an access token belongs to, or nothing where it is none of ours. */
export function readIdentity(accessToken: string): SessionIdentity | undefined {
  const { sub, sid, role, scope } = readClaims(accessToken);
  if (!sub || !sid || !role) return undefined;
  const mustEnrol = scope?.startsWith(enrolmentScope) === true;
  return { userId: sub, sessionId: sid, role, ...(mustEnrol && { mustEnrol }) };
}

/** The token's name, by which tabs can speak of it without showing it. */
export function readTokenId(accessToken: string): string | undefined {
  return readClaims(accessToken).jti;
}

function readClaims(accessToken: string): Partial<AccessTokenClaims> {
  try {
    const payload = accessToken.split(".")[1] ?? "";
    return (JSON.parse(decodeBase64Url(payload)) ?? {}) as Partial<AccessTokenClaims>;
  } catch {
    return {};
  }
}

function decodeBase64Url(text: string): string {
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return new TextDecoder().decode(Uint8Array.from(binary, (character) => character.charCodeAt(0)));
}
