import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import type { KeyRing } from "./key-ring.ts";

const maxAgeSeconds = 300;

const Jwks = Type.Object({ keys: Type.Array(Type.Record(Type.String(), Type.String())) });

/** The public keys (RFC 7517) by which anybody can verify our access tokens. */
export const wellKnownRoutes: FastifyPluginAsyncTypebox<{ keys: KeyRing }> = async (app, { keys }) => {
  app.get(
    "/.well-known/jwks.json",
    {
      config: { public: true },
      schema: {
        operationId: "getJwks",
        tags: ["Session"],
        summary: "Public keys of access tokens",
        security: [],
        response: { 200: Jwks },
      },
    },
    async (_request, reply) => {
      reply.header("cache-control", `public, max-age=${maxAgeSeconds}`);
      return {
        keys: keys.list().map(({ kid, algorithm, publicJwk }) => ({
          ...(publicJwk as Record<string, string>),
          kid,
          alg: algorithm,
          use: "sig",
        })),
      };
    },
  );
};
