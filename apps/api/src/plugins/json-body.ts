import { isUtf8 } from "node:buffer";
import fp from "fastify-plugin";
import { AppError } from "../errors.ts";
import { hasStorableText } from "../storable-text.ts";

/** Escapes by which alone NUL and halves of surrogate pairs get into JSON that is UTF-8; most bodies have none. */
const suspiciousEscape = /\\u(?:0000|d[89a-f])/i;

/**
 * Refuses JSON that is not UTF-8 (RFC 8259 §8.1), where the text would otherwise be changed in silence, text that not
 * every database stores, and keys by which a prototype could be reached. An empty body is none, whatever its type: many
 * clients name JSON on all that they send.
 */
export const jsonBody = fp(
  async (app) => {
    const parseJson = app.getDefaultJsonParser("error", "error");
    app.removeContentTypeParser("application/json");
    app.addContentTypeParser<Buffer>("application/json", { parseAs: "buffer" }, (request, body, done) => {
      if (body.length === 0) return done(null);
      if (!isUtf8(body)) return done(new AppError("invalid_json", { message: "The body is not UTF-8." }));
      const text = body.toString("utf8");
      if (!suspiciousEscape.test(text)) return void parseJson(request, text, done);
      void parseJson(request, text, (error, json) => {
        if (error || hasStorableText(json)) return done(error, json);
        done(new AppError("invalid_json", { message: "The body has text with NUL or half a character." }));
      });
    });
  },
  { name: "json-body" },
);
