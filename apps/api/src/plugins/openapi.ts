import swagger from "@fastify/swagger";
import swaggerUi from "@fastify/swagger-ui";
import { OAuthError, Problem } from "@gatehouse/shared/problem";
import type { RouteOptions } from "fastify";
import fp from "fastify-plugin";
import { describeOperation } from "../openapi/describe-operation.ts";
import { allowMissingBodies } from "../openapi/optional-bodies.ts";
import { shareNamedSchemas } from "../openapi/share-named-schemas.ts";
import { listTags } from "../openapi/tags.ts";

const description = `Sign in at \`POST /api/token\` and send the access token as a Bearer.
Errors are RFC 9457 problem documents with a stable \`code\`; /api/token answers errors by RFC 6749 §5.2.`;

/** The OpenAPI document of all routes, made from the schemas they validate with, and Swagger UI at /docs. */
export const openapi = fp(
  async (app) => {
    app.addSchema(Problem);
    app.addSchema(OAuthError);
    app.addHook("onRoute", function share({ schema }) {
      if (schema) shareNamedSchemas(this, schema);
    });
    await app.register(swagger, {
      openapi: {
        openapi: "3.1.0",
        info: {
          title: "Gatehouse",
          description,
          version: "0.1.0",
          license: { name: "MIT", identifier: "MIT" },
        },
        components: {
          securitySchemes: {
            password: {
              type: "oauth2",
              description: "First-party sign-in with email and password.",
              flows: {
                password: {
                  tokenUrl: "/api/token",
                  scopes: { offline_access: "Keep the refresh token out of the cookie." },
                },
              },
            },
            bearer: {
              type: "http",
              scheme: "bearer",
              bearerFormat: "JWT",
              description: "An access token, or a personal one (`gh_pat_…`).",
            },
            client: {
              type: "http",
              scheme: "basic",
              description: "Id and secret of a service account, for `grant_type=client_credentials`.",
            },
            cookie: {
              type: "apiKey",
              in: "cookie",
              name: "gatehouse",
              description: "The refresh token of a browser's session; `__Host-gatehouse` on https.",
            },
          },
        },
        security: [{ bearer: [] }, { password: [] }],
        servers: [{ url: "/", description: "The origin that serves this document." }],
      },
      transform: ({ schema, url, route }) => ({ schema: documented(schema, route), url }),
      transformObject: (documents) => {
        if (!("openapiObject" in documents)) throw new Error("There is no Swagger 2 document.");
        const { openapiObject } = documents;
        allowMissingBodies(openapiObject);
        return { ...openapiObject, tags: listTags(openapiObject) };
      },
      refResolver: {
        // Components carry the schemas' own names instead of def-0, def-1.
        buildLocalReference: (json, _baseUri, _fragment, index) =>
          typeof json["$id"] === "string" ? json["$id"] : `def-${index}`,
      },
    });
    await app.register(async (docs) => {
      docs.addHook("onRoute", (route) => {
        route.config = { ...route.config, public: true };
      });
      await docs.register(swaggerUi, {
        routePrefix: "/docs",
        uiConfig: { persistAuthorization: false },
        initOAuth: { scopes: ["offline_access"] },
      });
    });
  },
  { name: "openapi" },
);

const documented = (schema: RouteOptions["schema"], route: RouteOptions) =>
  schema && !schema.hide ? describeOperation(schema, route) : (schema ?? {});
