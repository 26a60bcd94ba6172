import type { AccessTokenClaims } from "@gatehouse/shared/access-token";
import type { FastifyRequest } from "fastify";
import type { AuditContext } from "../../audit/audit-log.ts";
import { AppError } from "../../errors.ts";
import { readBearer } from "../../plugins/access-token.ts";
import { ifAccepted } from "./accepted-claims.ts";
import type { AccessTokens } from "./access-tokens.ts";
import type { SessionService } from "./session.service.ts";
import type { SessionWithUser } from "./session.store.ts";

interface LogoutOptions {
  sessions: SessionService;
  accessTokens: AccessTokens;
  isOver: (session: SessionWithUser) => boolean;
}

/** What the request shows of who makes it. */
interface Named {
  claims: AccessTokenClaims | undefined;
  cookieSession: SessionWithUser | undefined;
}

export interface LogoutRequest {
  request: FastifyRequest;
  cookieToken: string | undefined;
  sid: string | undefined;
  context: AuditContext;
}

/**
 * Ends the session that the request names: by `sid`, else by its access token, even an expired one, else by its cookie.
 * Resolves with whether the cookie is to be cleared: that of another, living session stays. Throws `revocation_failed`
 * where that could not be done, or not be known.
 */
export type Logout = (request: LogoutRequest) => Promise<boolean>;

export function createLogout({ sessions, accessTokens, isOver }: LogoutOptions): Logout {
  async function readClaims(request: FastifyRequest) {
    const token = readBearer(request);
    if (token === undefined) return undefined;
    return await ifAccepted(() => accessTokens.verify(token, { ignoreExpiry: true }));
  }

  async function findCookieSession(token: string | undefined) {
    const session = await sessions.findByToken(token);
    return session?.carrier === "cookie" ? session : undefined;
  }

  /** Whoever holds a living session may end the others of the same user by their id. */
  async function mayEnd(sid: string, { claims, cookieSession }: Named): Promise<boolean> {
    if (cookieSession?.id === sid) return true;
    const hasLiveCookie = cookieSession !== undefined && !isOver(cookieSession);
    const userId = hasLiveCookie ? cookieSession.user_id : claims?.sub;
    return userId !== undefined && (await sessions.find(sid))?.user_id === userId;
  }

  /** The session to end, or undefined where the request names none that it may end. */
  async function findTarget(named: Named, sid: string | undefined): Promise<string | undefined> {
    if (sid !== undefined) return (await mayEnd(sid, named)) ? sid : undefined;
    return named.claims?.sid ?? named.cookieSession?.id;
  }

  async function end({ request, cookieToken, sid, context }: LogoutRequest): Promise<boolean> {
    const named: Named = {
      claims: await readClaims(request),
      cookieSession: await findCookieSession(cookieToken),
    };
    const { claims, cookieSession } = named;
    const target = await findTarget(named, sid);
    if (target === undefined) return sid === undefined;
    const actorId = claims?.sub ?? cookieSession?.user_id ?? null;
    await sessions.endSession(target, "signed_out", { ...context, actorId, sessionId: target });
    return !cookieSession || cookieSession.id === target || isOver(cookieSession);
  }

  return async function logout(request) {
    try {
      return await end(request);
    } catch (error) {
      // Whatever it was, the session may live on.
      if (error instanceof AppError) throw error;
      throw new AppError("revocation_failed", { cause: error, retryAfterSeconds: 1 });
    }
  };
}
