import type { FastifyRequest } from "fastify";
import fp from "fastify-plugin";
import { AppError } from "../errors.ts";

/**
 * Refuses bodies that are neither JSON nor, where they are taken, a form. A type without a body says nothing:
 * ra-data-simple-rest sends `text/plain` with DELETE.
 */
export const otherBody = fp(
  async (app) => {
    app.removeContentTypeParser("text/plain");
    app.addContentTypeParser("*", (request, _payload, done) => {
      if (request.is404 || !hasBody(request)) return done(null);
      done(new AppError("unsupported_media_type"));
    });
  },
  { name: "other-body" },
);

/** RFC 9112 §6: one of these headers says that there is a body. */
const hasBody = ({ headers }: FastifyRequest) =>
  headers["transfer-encoding"] !== undefined || (headers["content-length"] ?? "0") !== "0";
