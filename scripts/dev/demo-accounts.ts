import type { SignInOptions } from "@gatehouse/shared/session-api";

/** What to print about the demo accounts; nothing where the database holds no demo data. */
export async function demoAccountLines(apiOrigin: string): Promise<string[]> {
  const response = await fetch(`${apiOrigin}/api/sign-in-options`);
  const { demoAccounts, demoPassword } = (await response.json()) as SignInOptions;
  if (!demoPassword) return [];
  const accounts = demoAccounts.map(({ email, role }) => `    ${email.padEnd(28)} ${role}`);
  return ["  Demo accounts:", ...accounts, `  Password of all:     ${demoPassword}`, ""];
}
