import fp from "fastify-plugin";
import { AppError } from "../errors.ts";

const oldVersion = "1.0";

/** Refuses a request without a Host, or with two: a proxy in front may have read another one (RFC 9112 §3.2). */
export const hostHeader = fp(
  async (app) => {
    app.addHook("onRequest", ({ headers: { host }, raw }, _reply, done) => {
      const isRight = host === undefined ? raw.httpVersion === oldVersion : !host.includes(",");
      done(isRight ? undefined : new AppError("invalid_request", { message: "One Host header is needed." }));
    });
  },
  { name: "host-header" },
);
