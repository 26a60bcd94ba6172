import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Problem } from "@gatehouse/shared/problem";
import { Reauthentication } from "@gatehouse/shared/second-factor";
import { Type } from "typebox";
import { type AuditContext, auditContextOf } from "../../audit/audit-log.ts";
import { AppError } from "../../errors.ts";
import { requireAccess } from "../../plugins/access-token.ts";
import type { Reauthentications } from "./reauthentication.ts";

export interface ReauthenticationRouteOptions {
  reauthentications: Reauthentications;
}

/** Before one's second factors are changed. */
export const reauthenticationRoutes: FastifyPluginAsyncTypebox<ReauthenticationRouteOptions> = async (
  app,
  { reauthentications },
) => {
  app.post(
    "/me/reauthenticate",
    {
      config: { duringEnrolment: true },
      schema: {
        operationId: "reauthenticate",
        tags: ["Second factor"],
        summary: "Show again who one is, by exactly one proof; good for ten minutes of this session",
        body: Reauthentication,
        response: { 204: Type.Null(), 400: Problem, 401: Problem, 403: Problem, 429: Problem },
      },
    },
    async (request, reply) => {
      const { userId } = requireAccess(request);
      await prove(reauthentications, userId, request.body, auditContextOf(request));
      return reply.code(204).send(null);
    },
  );
};

async function prove(
  { byPassword, byOneTimePassword, byPasskey }: Reauthentications,
  userId: string,
  proofs: Reauthentication,
  context: AuditContext,
): Promise<void> {
  if (Object.keys(proofs).length !== 1) {
    throw new AppError("validation_failed", {
      message: "Exactly one of password, otp and credential is needed.",
    });
  }
  if (proofs.password !== undefined) return await byPassword(userId, proofs.password, context);
  if (proofs.otp !== undefined) return await byOneTimePassword(userId, proofs.otp, context);
  if (proofs.credential) return await byPasskey(userId, proofs.credential, context);
}
