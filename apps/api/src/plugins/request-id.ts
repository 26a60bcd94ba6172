import type { IncomingMessage, ServerResponse } from "node:http";
import type { FastifyRequest } from "fastify";
import fp from "fastify-plugin";
import { AppError } from "../errors.ts";

/** Every answer names its request, and none is kept by a cache where its route does not say for how long. */
export const requestId = fp(
  async (app) => {
    app.addHook("onRequest", (request, reply, done) => {
      reply.header("x-request-id", request.id);
      reply.header("cache-control", "no-store");
      done(lacksHost(request) ? new AppError("invalid_request", { message: "Host is missing." }) : undefined);
    });
    // Node would answer 417 by itself, without a request id; an expectation may be ignored (RFC 9110 §10.1.1).
    app.server.on("checkExpectation", (request: IncomingMessage, response: ServerResponse) =>
      app.routing(request, response),
    );
  },
  { name: "request-id" },
);

/** RFC 9112 §3.2. Node could refuse it as well, but without a request id. */
const lacksHost = ({ headers, raw }: FastifyRequest) =>
  headers.host === undefined && raw.httpVersion === "1.1";
