import type { Command } from "commander";
import { isLoopbackUrl } from "../config-validators.ts";
import { demoAccounts, demoPassword, seedDemoAccounts } from "../demo/demo-accounts.ts";
import type { CommandContext } from "./command-context.ts";
import { parseCount } from "./options.ts";

/** `seed`. */
export function addSeedCommand(program: Command, context: CommandContext): void {
  program
    .command("seed")
    .description("add the demo accounts and demo data; on this machine only")
    .option("--invoices <count>", "how many invoices", parseCount)
    .action(() =>
      context.onInstallation(async ({ config, database, hasher, clock }) => {
        const isLoopback = config.publicUrl === undefined || isLoopbackUrl(config.publicUrl);
        await seedDemoAccounts(database, hasher, { isLoopback, now: clock.now() });
        context.say(`Demo accounts: ${demoAccounts.map(({ email }) => email).join(", ")}`);
        context.say(`Password of all: ${demoPassword}`);
      }),
    );
}
