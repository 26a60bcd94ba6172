import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import type { KeyRing } from "./key-ring.ts";

const maxAgeSeconds = 300;

const Jwks = Type.Object(
  { keys: Type.Array(Type.Record(Type.String(), Type.String())) },
  { examples: [{ keys: [{ kty: "EC", crv: "P-256", x: "…", y: "…", kid: "…", alg: "ES256", use: "sig" }] }] },
);

const Metadata = Type.Record(Type.String(), Type.Union([Type.String(), Type.Array(Type.String())]), {
  examples: [
    { issuer: "https://admin.example.com", jwks_uri: "https://admin.example.com/.well-known/jwks.json" },
  ],
});

export interface WellKnownRouteOptions {
  keys: KeyRing;
  publicUrl: () => string;
}

/** RFC 8414 §2. The password form is a first-party login in OAuth's wire format and not advertised. */
const metadataOf = (issuer: string) => ({
  issuer,
  token_endpoint: `${issuer}/api/token`,
  revocation_endpoint: `${issuer}/api/revoke`,
  introspection_endpoint: `${issuer}/api/introspect`,
  jwks_uri: `${issuer}/.well-known/jwks.json`,
  scopes_supported: ["api", "offline_access"],
  response_types_supported: [],
  grant_types_supported: ["refresh_token", "client_credentials"],
  token_endpoint_auth_methods_supported: ["none", "client_secret_basic", "client_secret_post"],
  revocation_endpoint_auth_methods_supported: ["none"],
  introspection_endpoint_auth_methods_supported: ["Bearer"],
  service_documentation: `${issuer}/docs`,
});

/** The public keys (RFC 7517) by which anybody can verify our access tokens. */
export const wellKnownRoutes: FastifyPluginAsyncTypebox<WellKnownRouteOptions> = async (
  app,
  { keys, publicUrl },
) => {
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

  app.get(
    "/.well-known/oauth-authorization-server",
    {
      config: { public: true },
      schema: {
        operationId: "getAuthorizationServerMetadata",
        tags: ["Session"],
        summary: "What this authorization server offers (RFC 8414)",
        security: [],
        response: { 200: Metadata },
      },
    },
    async (_request, reply) => {
      reply.header("cache-control", `public, max-age=${maxAgeSeconds}`);
      return metadataOf(publicUrl());
    },
  );
};
