import { type AccessTokenClaims, enrolmentScope } from "@gatehouse/shared/access-token";
import type { Role } from "@gatehouse/shared/roles";
import type { FastifyReply, FastifyRequest } from "fastify";
import fp from "fastify-plugin";
import { AppError } from "../errors.ts";

/** Who makes a request, as his access token says. */
export interface Access {
  readonly userId: string;
  readonly role: Role;
  readonly sessionId: string | null;
  readonly clientId: string;
  readonly scope: string;
}

/** Answers whether an access token is accepted now. */
export interface AccessCheck {
  /**
   * The claims of a token verified a moment ago, with no I/O; undefined where it has to be verified first. Throws
   * `session_revoked`, `account_disabled`, `token_stale` or `revocations_unknown`.
   */
  recall(token: string): AccessTokenClaims | undefined;
  /** As `recall`, verifying the signature; throws `token_invalid` and `token_expired` too. */
  verify(token: string): Promise<AccessTokenClaims>;
}

declare module "fastify" {
  interface FastifyRequest {
    /** Set on every route that is not public. */
    access: Access | null;
  }
  interface FastifyContextConfig {
    /** The route answers without an access token. Everything that does not say so is protected. */
    public?: boolean;
    /** Open to who must set a second factor up before anything else. */
    duringEnrolment?: boolean;
  }
}

/** Scope of a personal access token that may change nothing. */
export const readOnlyScope = "api:read";

const scheme = "bearer ";

/** The Bearer token of a request, if there is one (RFC 6750 §2.1). What is in it is for whoever verifies it to see. */
export function readBearer(request: FastifyRequest): string | undefined {
  const header = request.headers.authorization;
  if (header?.slice(0, scheme.length).toLowerCase() !== scheme) return undefined;
  return header.slice(scheme.length).trim();
}

const accessOf = (claims: AccessTokenClaims): Access => ({
  userId: claims.sub,
  role: claims.role,
  sessionId: claims.sid ?? null,
  clientId: claims.client_id,
  scope: claims.scope,
});

/** The access of a protected route's request; throws `token_missing` on a public one. */
export function requireAccess(request: FastifyRequest): Access {
  if (!request.access) throw new AppError("token_missing");
  return request.access;
}

/** Whether a program speaks for itself (RFC 9068 §2.2), and not for a person. */
export const isServiceAccount = ({ userId, clientId }: Access): boolean => userId === clientId;

/** As `requireAccess`, for what only people have: an account of their own. A program is refused. */
export function requirePerson(request: FastifyRequest): Access {
  const access = requireAccess(request);
  if (!isServiceAccount(access)) return access;
  throw new AppError("insufficient_scope", { message: "A service account is no person: it has no account." });
}

/** Refuses every request without an accepted access token, but on routes that declare themselves public. */
export const accessToken = fp<{ accessCheck: AccessCheck }>(
  async (app, { accessCheck }) => {
    app.decorateRequest("access", null);

    // A callback, not a promise: the token of a moment ago is accepted without leaving this turn of the event loop.
    app.addHook(
      "onRequest",
      (request: FastifyRequest, _reply: FastifyReply, done: (error?: Error) => void) => {
        if (request.is404 || request.routeOptions.config.public) return done();
        const token = readBearer(request);
        if (token === undefined) return done(missingOrMalformed(request));
        try {
          const claims = accessCheck.recall(token);
          if (claims) return done(admit(request, claims));
        } catch (error) {
          return done(error as Error);
        }
        accessCheck.verify(token).then((claims) => done(admit(request, claims)), done);
      },
    );
  },
  { name: "access-token" },
);

/** Whether a token is for setting a second factor up, and for nothing else. */
export const isForEnrolment = (scope: string): boolean => scope.startsWith(enrolmentScope);

/** Notes who makes the request; the refusal where his token is for less than the request would do. */
function admit(request: FastifyRequest, claims: AccessTokenClaims): AppError | undefined {
  request.access = accessOf(claims);
  if (isForEnrolment(claims.scope) && request.routeOptions.config.duringEnrolment !== true)
    return new AppError("second_factor_missing");
  const isReading = request.method === "GET" || request.method === "HEAD";
  return claims.scope === readOnlyScope && !isReading ? new AppError("insufficient_scope") : undefined;
}

/** RFC 6750 §3.1: whoever tried another scheme has sent no token. */
const missingOrMalformed = ({ headers: { authorization = "" } }: FastifyRequest) =>
  new AppError(authorization.toLowerCase() === scheme.trim() ? "token_invalid" : "token_missing");
