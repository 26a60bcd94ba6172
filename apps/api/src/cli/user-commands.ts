import { type Role, roles } from "@gatehouse/shared/roles";
import { type Command, Option } from "commander";
import type { CommandContext } from "./command-context.ts";
import { emailOption } from "./options.ts";

interface NewUserOptions {
  email: string;
  role: Role;
  firstName?: string;
  lastName?: string;
}

/** `user create`, `user set-password`, `user disable`, `user enable` and `user reset-second-factor`. */
export function addUserCommands(program: Command, context: CommandContext): void {
  const user = program.command("user").description("accounts");
  addCreate(user, context);
  addSetPassword(user, context);
  addDisable(user, context);
  addEnable(user, context);
  addResetSecondFactor(user, context);
}

const askForPassword = (context: CommandContext) => context.readLine("Password: ");

function addCreate(user: Command, context: CommandContext): void {
  user
    .command("create")
    .description("make an account; the password is one line on stdin")
    .addOption(emailOption())
    .addOption(new Option("--role <role>", "what he may do").choices(roles).makeOptionMandatory())
    .option("--first-name <name>", "the email's first part by default")
    .option("--last-name <name>", "the email's domain by default")
    .action(async ({ email, role, firstName, lastName }: NewUserOptions) => {
      const password = await askForPassword(context);
      const [localPart = email, domain = email] = email.split("@");
      const account = {
        email,
        role,
        password,
        firstName: firstName?.trim() || localPart,
        lastName: lastName?.trim() || domain,
      };
      await context.onInstallation(async (installation) => {
        await installation.accounts.create(account, installation.context);
      });
      context.say(`${email} is ${role} now.`);
    });
}

function addSetPassword(user: Command, context: CommandContext): void {
  user
    .command("set-password")
    .description("set a password, one line on stdin, and end all sessions")
    .addOption(emailOption())
    .action(async ({ email }: { email: string }) => {
      const password = await askForPassword(context);
      await context.onInstallation(async ({ accounts, passwords, context: operator }) => {
        const { id } = await accounts.find(email);
        await passwords.set(id, password, operator);
      });
      context.say(`${email} has a new password, and all sessions are ended.`);
    });
}

function addDisable(user: Command, context: CommandContext): void {
  user
    .command("disable")
    .description("refuse a user everywhere and end all sessions")
    .addOption(emailOption())
    .action(({ email }: { email: string }) =>
      context.onInstallation(async (installation) => {
        const isNew = await installation.accounts.disable(email, installation.context);
        context.say(isNew ? `${email} is disabled, and all sessions are ended.` : `${email} was disabled.`);
      }),
    );
}

function addEnable(user: Command, context: CommandContext): void {
  user
    .command("enable")
    .description("let a disabled user sign in again")
    .addOption(emailOption())
    .action(({ email }: { email: string }) =>
      context.onInstallation(async (installation) => {
        const isNew = await installation.accounts.enable(email, installation.context);
        context.say(isNew ? `${email} may sign in again.` : `${email} was not disabled.`);
      }),
    );
}

function addResetSecondFactor(user: Command, context: CommandContext): void {
  user
    .command("reset-second-factor")
    .description("take all second factors of a user away and end all sessions")
    .addOption(emailOption())
    .action(({ email }: { email: string }) =>
      context.onInstallation(async ({ accounts, resetFactors, context: operator }) => {
        const { id } = await accounts.find(email);
        await resetFactors(id, operator);
        context.say(`${email} signs in by the password alone, and all sessions are ended.`);
      }),
    );
}
