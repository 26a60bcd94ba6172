import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Problem } from "@gatehouse/shared/problem";
import { AddedPasskey, PasskeyOptions, PasskeyRegistration } from "@gatehouse/shared/second-factor";
import { auditContextOf } from "../../audit/audit-log.ts";
import { requireAccess } from "../../plugins/access-token.ts";
import type { PasskeyRegistrations } from "./passkey-registration.ts";

export interface PasskeyRegistrationRouteOptions {
  registrations: PasskeyRegistrations;
}

const tags = ["Second factor"];
const config = { duringEnrolment: true };
const refusals = { 400: Problem, 401: Problem, 403: Problem, 409: Problem };

/** A passkey more, in two steps. */
export const passkeyRegistrationRoutes: FastifyPluginAsyncTypebox<PasskeyRegistrationRouteOptions> = async (
  app,
  { registrations },
) => {
  app.post(
    "/me/passkeys/registration-options",
    {
      config,
      schema: {
        operationId: "beginPasskeyRegistration",
        tags,
        summary: "What the browser makes a new passkey with",
        response: { 200: PasskeyOptions, ...refusals, 409: Problem },
      },
    },
    (request) => registrations.begin(requireAccess(request).userId, auditContextOf(request)),
  );

  app.post(
    "/me/passkeys",
    {
      config,
      schema: {
        operationId: "addPasskey",
        tags,
        summary:
          "Add the passkey that the browser made; answers with recovery codes where there are none yet",
        body: PasskeyRegistration,
        response: { 201: AddedPasskey, ...refusals },
      },
    },
    async (request, reply) => {
      const { userId } = requireAccess(request);
      return reply.code(201).send(await registrations.finish(userId, request.body, auditContextOf(request)));
    },
  );
};
