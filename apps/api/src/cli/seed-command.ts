import type { Command } from "commander";
import { demoAccounts, demoPassword } from "../demo/demo-accounts.ts";
import { seed } from "../seed.ts";
import type { CommandContext } from "./command-context.ts";
import { parseCount } from "./options.ts";

const defaultInvoices = 2000;

/** `seed`. */
export function addSeedCommand(program: Command, context: CommandContext): void {
  program
    .command("seed")
    .description("add the demo accounts and demo data; on this machine only")
    .option("--invoices <count>", "how many invoices there are to be", parseCount, defaultInvoices)
    .action(({ invoices }: { invoices: number }) =>
      context.onInstallation(async ({ config, database, hasher, clock }) => {
        const { publicUrl } = config;
        const { addedInvoices } = await seed({ database, hasher, publicUrl, invoices, now: clock.now() });
        context.say(`Invoices added: ${addedInvoices}`);
        context.say(`Demo accounts: ${demoAccounts.map(({ email }) => email).join(", ")}`);
        context.say(`Password of all: ${demoPassword}`);
      }),
    );
}
