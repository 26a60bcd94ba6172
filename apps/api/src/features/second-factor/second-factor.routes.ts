import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Problem } from "@gatehouse/shared/problem";
import {
  RecoveryCodes,
  SecondFactor,
  TotpConfirmation,
  TotpEnrolment,
} from "@gatehouse/shared/second-factor";
import { Type } from "typebox";
import { auditContextOf } from "../../audit/audit-log.ts";
import { type Access, requireAccess } from "../../plugins/access-token.ts";
import type { FactorRemoval } from "./factor-removal.ts";
import type { TotpEnrolments } from "./totp-enrolment.ts";

export interface SecondFactorRouteOptions {
  readState: (access: Access) => Promise<SecondFactor>;
  enrolments: TotpEnrolments;
  removal: FactorRemoval;
}

const tags = ["Second factor"];
const config = { duringEnrolment: true };
const refusals = { 400: Problem, 401: Problem, 403: Problem };

/** One's own authenticator app and recovery codes. */
export const secondFactorRoutes: FastifyPluginAsyncTypebox<SecondFactorRouteOptions> = async (
  app,
  { readState, enrolments, removal },
) => {
  app.get(
    "/me/second-factor",
    {
      config,
      schema: {
        operationId: "getSecondFactor",
        tags,
        summary: "What second factors one has, and whether this session has shown one",
        response: { 200: SecondFactor, 401: Problem },
      },
    },
    (request) => readState(requireAccess(request)),
  );

  app.post(
    "/me/second-factor/totp",
    {
      config,
      schema: {
        operationId: "beginTotp",
        tags,
        summary: "A new secret for an authenticator app; it counts once it is confirmed",
        response: { 201: TotpEnrolment, ...refusals },
      },
    },
    async (request, reply) => {
      const { userId } = requireAccess(request);
      return reply.code(201).send(await enrolments.begin(userId, auditContextOf(request)));
    },
  );

  app.post(
    "/me/second-factor/totp/confirm",
    {
      config,
      schema: {
        operationId: "confirmTotp",
        tags,
        summary: "Prove that the app has the secret; answers with recovery codes where there are none yet",
        body: TotpConfirmation,
        response: { 200: RecoveryCodes, ...refusals },
      },
    },
    (request) =>
      enrolments.confirm(requireAccess(request).userId, request.body.code, auditContextOf(request)),
  );

  app.delete(
    "/me/second-factor/totp",
    {
      config,
      schema: {
        operationId: "removeTotp",
        tags,
        summary: "Give the authenticator app up",
        response: { 204: Type.Null(), ...refusals, 404: Problem, 409: Problem },
      },
    },
    async (request, reply) => {
      await removal.removeTotp(requireAccess(request).userId, auditContextOf(request));
      return reply.code(204).send(null);
    },
  );

  app.post(
    "/me/second-factor/recovery-codes",
    {
      config,
      schema: {
        operationId: "renewRecoveryCodes",
        tags,
        summary: "New recovery codes; the former ones count no longer",
        response: { 200: RecoveryCodes, ...refusals, 404: Problem },
      },
    },
    (request) => removal.renewRecoveryCodes(requireAccess(request).userId, auditContextOf(request)),
  );
};
