import { parse } from "node:querystring";
import fp from "fastify-plugin";
import { AppError } from "../errors.ts";
import { hasStorableText } from "../storable-text.ts";

/** RFC 6749 §3.2: a parameter without a value is one that was not sent. */
function parseForm(text: string): Record<string, unknown> {
  const parameters = parse(text);
  for (const [name, value] of Object.entries(parameters)) if (value === "") delete parameters[name];
  return parameters;
}

/** Takes forms, where they are taken, as OAuth has them. */
export const formBody = fp(
  async (app) => {
    app.addContentTypeParser<string>(
      "application/x-www-form-urlencoded",
      { parseAs: "string" },
      (_request, body, done) => {
        const parameters = parseForm(body);
        if (hasStorableText(parameters)) return done(null, parameters);
        done(new AppError("invalid_request", { message: "A parameter has NUL in it." }));
      },
    );
  },
  { name: "form-body" },
);
