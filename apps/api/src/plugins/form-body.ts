import { parse } from "node:querystring";
import fastifyFormbody from "@fastify/formbody";
import fp from "fastify-plugin";

/** RFC 6749 §3.2: a parameter without a value is one that was not sent. */
function parseForm(text: string): Record<string, unknown> {
  const parameters = parse(text);
  for (const [name, value] of Object.entries(parameters)) if (value === "") delete parameters[name];
  return parameters;
}

/** Takes forms, where they are taken, as OAuth has them. */
export const formBody = fp(
  async (app) => {
    await app.register(fastifyFormbody, { parser: parseForm });
  },
  { name: "form-body" },
);
