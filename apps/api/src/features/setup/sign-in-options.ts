import type { Role } from "@gatehouse/shared/roles";
import type { SignInOptions } from "@gatehouse/shared/session-api";
import type { Config } from "../../config.ts";

interface SignInOptionsPorts {
  config: Pick<Config, "registration" | "passwordMinLength" | "smtpUrl">;
  listDemoAccounts: () => Promise<{ email: string; role: Role }[]>;
  demoPassword: string;
}

/** What a login page may offer before anyone has signed in. */
export type ReadSignInOptions = () => Promise<SignInOptions>;

export function createSignInOptions(ports: SignInOptionsPorts): ReadSignInOptions {
  const { registration, passwordMinLength, smtpUrl } = ports.config;
  const hasMail = smtpUrl !== undefined;
  return async () => {
    const demoAccounts = await ports.listDemoAccounts();
    const demoPassword = demoAccounts.length > 0 ? ports.demoPassword : null;
    return { registration, passwordMinLength, hasMail, demoAccounts, demoPassword };
  };
}
