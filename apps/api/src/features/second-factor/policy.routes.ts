import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Problem } from "@gatehouse/shared/problem";
import { SecondFactorPolicy } from "@gatehouse/shared/second-factor";
import type { FastifyRequest } from "fastify";
import { auditContextOf } from "../../audit/audit-log.ts";
import { AppError } from "../../errors.ts";
import { requireAccess } from "../../plugins/access-token.ts";
import type { Policy } from "./policy.ts";

export interface PolicyRouteOptions {
  policy: Policy;
}

const tags = ["Second factor"];
const refusals = { 401: Problem, 403: Problem };

const requireAdministrator = async (request: FastifyRequest) => {
  if (requireAccess(request).role !== "admin") throw new AppError("insufficient_scope");
};

/** Which roles must have a second factor; for administrators. */
export const policyRoutes: FastifyPluginAsyncTypebox<PolicyRouteOptions> = async (app, { policy }) => {
  app.get(
    "/second-factor-policy",
    {
      onRequest: requireAdministrator,
      schema: {
        operationId: "getSecondFactorPolicy",
        tags,
        summary: "The roles that must have a second factor",
        response: { 200: SecondFactorPolicy, ...refusals },
      },
    },
    async () => policy.read(),
  );

  app.put(
    "/second-factor-policy",
    {
      onRequest: requireAdministrator,
      schema: {
        operationId: "setSecondFactorPolicy",
        tags,
        summary: "Set the roles that must have a second factor; it counts from each session's next refresh",
        body: SecondFactorPolicy,
        response: { 200: SecondFactorPolicy, 400: Problem, ...refusals },
      },
    },
    (request) => policy.replace(request.body, auditContextOf(request)),
  );
};
