import { isUtf8 } from "node:buffer";
import fp from "fastify-plugin";
import { AppError } from "../errors.ts";

/**
 * Refuses JSON that is not UTF-8 (RFC 8259 §8.1), where the text would otherwise be changed in silence, and keys by which
 * a prototype could be reached.
 */
export const jsonBody = fp(
  async (app) => {
    const parseJson = app.getDefaultJsonParser("error", "error");
    app.removeContentTypeParser("application/json");
    app.addContentTypeParser<Buffer>("application/json", { parseAs: "buffer" }, (request, body, done) => {
      if (isUtf8(body)) return void parseJson(request, body.toString("utf8"), done);
      done(new AppError("invalid_json", { message: "The body is not UTF-8." }));
    });
  },
  { name: "json-body" },
);
