import { readFileSync } from "node:fs";
import type { Command } from "commander";
import { type CommandContext, Refusal } from "./command-context.ts";

/** `import users`. */
export function addImportCommand(program: Command, context: CommandContext): void {
  program
    .command("import")
    .description("take over data of another system")
    .command("users")
    .description("users with bcrypt or argon2id hashes, which are made anew at the next sign-in")
    .argument("<file>", "CSV or JSON with email, firstName, lastName, role, passwordHash")
    .action(async (file: string) => {
      const text = read(file);
      await context.onInstallation(async ({ importAccounts, context: operator }) => {
        const count = await importAccounts(text, operator);
        context.say(`${count} user${count === 1 ? "" : "s"} imported.`);
      });
    });
}

function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new Refusal(`${file} can't be read.`, { cause: error });
  }
}
