import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Id } from "@gatehouse/shared/fields";
import { isAllowed } from "@gatehouse/shared/permissions";
import { Problem } from "@gatehouse/shared/problem";
import { Type } from "typebox";
import { auditContextOf } from "../../audit/audit-log.ts";
import { AppError } from "../../errors.ts";
import { requireAccess } from "../../plugins/access-token.ts";
import type { ResetFactors } from "./factor-reset.ts";

export interface FactorResetRouteOptions {
  resetFactors: ResetFactors;
}

/** For administrators, when somebody has lost his phone and his recovery codes. */
export const factorResetRoutes: FastifyPluginAsyncTypebox<FactorResetRouteOptions> = async (
  app,
  { resetFactors },
) => {
  app.post(
    "/users/:id/reset-second-factor",
    {
      onRequest: async (request) => {
        const { role, userId } = requireAccess(request);
        if (!isAllowed({ role, userId, resource: "users", action: "edit" }))
          throw new AppError("insufficient_scope");
      },
      schema: {
        operationId: "resetSecondFactor",
        tags: ["users"],
        summary: "Take all second factors of a user away and end all his sessions",
        params: Type.Object({ id: Id }),
        response: { 204: Type.Null(), 401: Problem, 403: Problem, 404: Problem, 409: Problem },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      if (id === requireAccess(request).userId) {
        const message = "Your own second factors are in your profile.";
        throw new AppError("own_account", { message });
      }
      await resetFactors(id, auditContextOf(request));
      return reply.code(204).send(null);
    },
  );
};
