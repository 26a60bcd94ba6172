import fp from "fastify-plugin";

/** Every answer names its request, and no answer of the API is kept by a cache. */
export const requestId = fp(
  async (app) => {
    app.addHook("onRequest", (request, reply, done) => {
      reply.header("x-request-id", request.id);
      if (request.url.startsWith("/api/")) reply.header("cache-control", "no-store");
      done();
    });
  },
  { name: "request-id" },
);
