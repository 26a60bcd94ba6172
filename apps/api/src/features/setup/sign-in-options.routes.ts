import type { Role } from "@gatehouse/shared/roles";
import { SignInOptions } from "@gatehouse/shared/session-api";
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import type { Config } from "../../config.ts";

export interface SignInOptionsRouteOptions {
  config: Pick<Config, "registration" | "passwordMinLength">;
  listDemoAccounts: () => Promise<{ email: string; role: Role }[]>;
  demoPassword: string;
}

/** What a login page may offer before anyone has signed in. */
export const signInOptionsRoutes: FastifyPluginAsyncTypebox<SignInOptionsRouteOptions> = async (
  app,
  { config: { registration, passwordMinLength }, listDemoAccounts, demoPassword },
) => {
  app.get(
    "/sign-in-options",
    {
      config: { public: true },
      schema: {
        operationId: "getSignInOptions",
        tags: ["Session"],
        summary: "Whether strangers may register, and the demo accounts where there are any",
        security: [],
        response: { 200: SignInOptions },
      },
    },
    async () => {
      const demoAccounts = await listDemoAccounts();
      return {
        registration,
        passwordMinLength,
        demoAccounts,
        demoPassword: demoAccounts.length > 0 ? demoPassword : null,
      };
    },
  );
};
