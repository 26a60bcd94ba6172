import { SignInOptions } from "@gatehouse/shared/session-api";
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import type { ReadSignInOptions } from "./sign-in-options.ts";

/** The same that the admin's page brings with it, for a page that was served by something else. */
export const signInOptionsRoutes: FastifyPluginAsyncTypebox<{
  readSignInOptions: ReadSignInOptions;
}> = async (app, { readSignInOptions }) => {
  app.get(
    "/sign-in-options",
    {
      config: { public: true },
      schema: {
        operationId: "getSignInOptions",
        tags: ["Session"],
        summary:
          "Whether strangers may register, whether mail is set up, and the demo accounts where there are any",
        security: [],
        response: { 200: SignInOptions },
      },
    },
    () => readSignInOptions(),
  );
};
