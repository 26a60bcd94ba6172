import swagger from "@fastify/swagger";
import swaggerUi from "@fastify/swagger-ui";
import fp from "fastify-plugin";

const description = `Sign in at \`POST /api/token\` and send the access token as a Bearer.
Errors are RFC 9457 problem documents with a stable \`code\`; /api/token answers errors by RFC 6749 §5.2.`;

/** The OpenAPI document of all routes, made from the schemas they validate with, and Swagger UI at /docs. */
export const openapi = fp(
  async (app) => {
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
            bearer: { type: "http", scheme: "bearer", bearerFormat: "JWT" },
          },
        },
        security: [{ bearer: [] }, { password: [] }],
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
