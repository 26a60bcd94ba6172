import type { FastifyRequest } from "fastify";
import type { AuditContext } from "../../audit/audit-log.ts";
import { readBearer } from "../../plugins/access-token.ts";
import type { AccessTokens } from "./access-tokens.ts";
import type { SessionService } from "./session.service.ts";
import type { SessionWithUser } from "./session.store.ts";

interface LogoutOptions {
  sessions: SessionService;
  accessTokens: AccessTokens;
  isOver(session: SessionWithUser): boolean;
}

export interface LogoutRequest {
  request: FastifyRequest;
  cookieToken: string | undefined;
  sid: string | undefined;
  context: AuditContext;
}

/**
 * Ends the session that the request names: by `sid`, else by its access token, even an expired one, else by its cookie.
 * Resolves with whether the cookie is to be cleared: that of another, living session stays.
 */
export type Logout = (request: LogoutRequest) => Promise<boolean>;

export function createLogout({ sessions, accessTokens, isOver }: LogoutOptions): Logout {
  async function readClaims(request: FastifyRequest) {
    const token = readBearer(request);
    if (token === undefined) return undefined;
    return await accessTokens.verify(token, { ignoreExpiry: true }).catch(() => undefined);
  }

  /** Whoever holds a living session may end the others of the same user by their id. */
  async function mayEnd(
    sid: string,
    cookieSession: SessionWithUser | undefined,
    bearerUserId: string | undefined,
  ) {
    if (cookieSession?.id === sid) return true;
    const cookieUserId = cookieSession && !isOver(cookieSession) ? cookieSession.user_id : undefined;
    const userId = cookieUserId ?? bearerUserId;
    return userId !== undefined && (await sessions.find(sid))?.user_id === userId;
  }

  return async function logout({ request, cookieToken, sid, context }) {
    const claims = await readClaims(request);
    const presented = await sessions.findByToken(cookieToken);
    const cookieSession = presented?.carrier === "cookie" ? presented : undefined;
    if (sid !== undefined && !(await mayEnd(sid, cookieSession, claims?.sub))) return false;
    const target = sid ?? claims?.sid ?? cookieSession?.id;
    const actorId = claims?.sub ?? cookieSession?.user_id ?? null;
    if (target !== undefined)
      await sessions.endSession(target, "signed_out", { ...context, actorId, sessionId: target });
    return !cookieSession || cookieSession.id === target || isOver(cookieSession);
  };
}
