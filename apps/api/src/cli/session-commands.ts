import { type Command, Option } from "commander";
import { type SigningAlgorithm, signingAlgorithms } from "../features/session/signing-key.ts";
import type { CommandContext } from "./command-context.ts";
import { emailOption } from "./options.ts";

/** `sessions revoke` and `keys rotate`. */
export function addSessionCommands(program: Command, context: CommandContext): void {
  program
    .command("sessions")
    .description("sessions")
    .command("revoke")
    .description("end all sessions of a user")
    .addOption(emailOption())
    .action(({ email }: { email: string }) =>
      context.onInstallation(async (installation) => {
        const count = await installation.accounts.endSessions(email, installation.context);
        context.say(`${count} session${count === 1 ? "" : "s"} of ${email} ended.`);
      }),
    );

  program
    .command("keys")
    .description("keys that sign access tokens")
    .command("rotate")
    .description("add a key; the former one verifies until its last token has expired")
    .addOption(new Option("--alg <algorithm>", "of the new key").choices(signingAlgorithms).default("ES256"))
    .action(({ alg }: { alg: SigningAlgorithm }) =>
      context.onInstallation(async ({ createKeys, context: operator }) => {
        const keys = createKeys();
        await keys.load();
        context.say(`Key ${await keys.rotate(alg, operator)} (${alg}) signs in five seconds.`);
      }),
    );
}
