import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Id } from "@gatehouse/shared/fields";
import { Problem } from "@gatehouse/shared/problem";
import { Passkey, PasskeyUpdate } from "@gatehouse/shared/second-factor";
import { Type } from "typebox";
import { type AuditContext, auditContextOf } from "../../audit/audit-log.ts";
import { requireAccess } from "../../plugins/access-token.ts";
import type { FactorRemoval } from "./factor-removal.ts";

export interface PasskeyRouteOptions {
  removal: FactorRemoval;
  listPasskeys: (userId: string) => Promise<Passkey[]>;
  renamePasskey: (userId: string, id: string, name: string, context: AuditContext) => Promise<Passkey>;
}

const tags = ["Second factor"];
const config = { duringEnrolment: true };
const params = Type.Object({ id: Id });
const refusals = { 400: Problem, 401: Problem, 403: Problem };

/** One's own passkeys. */
export const passkeyRoutes: FastifyPluginAsyncTypebox<PasskeyRouteOptions> = async (app, options) => {
  const { removal, listPasskeys, renamePasskey } = options;

  app.get(
    "/me/passkeys",
    {
      config,
      schema: {
        operationId: "listPasskeys",
        tags,
        summary: "One's own passkeys, the oldest first",
        response: { 200: Type.Array(Passkey), 401: Problem },
      },
    },
    (request) => listPasskeys(requireAccess(request).userId),
  );

  app.patch(
    "/me/passkeys/:id",
    {
      config,
      schema: {
        operationId: "renamePasskey",
        tags,
        summary: "Give a passkey another name",
        params,
        body: PasskeyUpdate,
        response: { 200: Passkey, ...refusals, 404: Problem },
      },
    },
    (request) =>
      renamePasskey(
        requireAccess(request).userId,
        request.params.id,
        request.body.name,
        auditContextOf(request),
      ),
  );

  app.delete(
    "/me/passkeys/:id",
    {
      config,
      schema: {
        operationId: "removePasskey",
        tags,
        summary: "Give a passkey up",
        params,
        response: { 204: Type.Null(), ...refusals, 404: Problem, 409: Problem },
      },
    },
    async (request, reply) => {
      const { userId } = requireAccess(request);
      await removal.removePasskey(userId, request.params.id, auditContextOf(request));
      return reply.code(204).send(null);
    },
  );
};
