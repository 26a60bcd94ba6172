import {
  IntrospectionRequest,
  IntrospectionResponse,
  RevocationRequest,
} from "@gatehouse/shared/session-api";
import { OAuthError, Problem } from "@gatehouse/shared/problem";
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import { auditContextOf } from "../../audit/audit-log.ts";
import { AppError } from "../../errors.ts";
import {
  type Access,
  type AccessCheck,
  isServiceAccount,
  requireAccess,
} from "../../plugins/access-token.ts";
import { ifAccepted } from "./accepted-claims.ts";
import { sendOAuthError } from "./oauth-error.ts";
import type { TokenInspection } from "./token-inspection.ts";
import type { SessionService } from "./session.service.ts";

export interface RevocationRouteOptions {
  sessions: SessionService;
  inspection: TokenInspection;
  /** Of every token that this API accepts, sessionless ones too. */
  acceptedTokens: AccessCheck;
}

const tags = ["Session"];

/** The RFCs send forms, whose unknown fields are ignored; JSON is taken as everywhere here. */
const TokenForm = Type.Object(RevocationRequest.properties, {
  $id: "TokenHolderForm",
  examples: [{ token: "eyJ…" }],
});

const bodyOf = <T extends Type.TSchema>(schema: T) => ({
  content: { "application/x-www-form-urlencoded": { schema: TokenForm }, "application/json": { schema } },
});

/** Revocation (RFC 7009) and introspection (RFC 7662). */
export const revocationRoutes: FastifyPluginAsyncTypebox<RevocationRouteOptions> = async (app, options) => {
  const { sessions, inspection, acceptedTokens } = options;

  app.post(
    "/revoke",
    {
      config: { public: true },
      errorHandler: sendOAuthError,
      schema: {
        operationId: "revokeToken",
        tags,
        summary: "End the session of a token one holds",
        security: [],
        body: bodyOf(RevocationRequest),
        response: { 200: Type.Null(), 400: OAuthError, 503: OAuthError },
      },
    },
    async (request, reply) => {
      const token = requireToken(request.body);
      const holder = await inspection.findHolder(token);
      if (holder) {
        const context = { ...auditContextOf(request), actorId: holder.userId, sessionId: holder.sid };
        await sessions.endSession(holder.sid, "signed_out", context);
      } else if (await ifAccepted(() => acceptedTokens.verify(token))) {
        // A token of no session that is good nevertheless: of a service account, or a personal one.
        throw new AppError("unsupported_token_type");
      }
      return reply.code(200).send(null);
    },
  );

  app.post(
    "/introspect",
    {
      schema: {
        operationId: "introspectToken",
        tags,
        summary: "Whether a token is accepted, and what it says",
        body: bodyOf(IntrospectionRequest),
        response: { 200: IntrospectionResponse, 400: Problem, 401: Problem, 403: Problem },
      },
    },
    async (request) => {
      if (!mayIntrospect(requireAccess(request))) throw new AppError("insufficient_scope");
      return await inspection.introspect(requireToken(request.body), acceptedTokens);
    },
  );
};

const mayIntrospect = (access: Access) => access.role === "admin" || isServiceAccount(access);

/** Without any body none of the schemas applies. */
function requireToken(body: unknown): string {
  const { token } = (body ?? {}) as Partial<RevocationRequest>;
  if (token !== undefined) return token;
  throw new AppError("invalid_request", { message: "token is required", errors: { token: "is required" } });
}
