import { Command } from "commander";
import type { CommandContext } from "./command-context.ts";
import { addDatabaseCommands } from "./database-commands.ts";
import { addDoctorCommand } from "./doctor-command.ts";
import { addImportCommand } from "./import-command.ts";
import { addSeedCommand } from "./seed-command.ts";
import { addSessionCommands } from "./session-commands.ts";
import { addUserCommands } from "./user-commands.ts";

/** Every command of operators. Wrong usage throws a `CommanderError`. */
export function createProgram(context: CommandContext): Command {
  const program = new Command("gatehouse")
    .description("Operate Gatehouse. Reads the same environment as the server, also while it runs.")
    .exitOverride()
    .showHelpAfterError("(--help tells more)");
  addUserCommands(program, context);
  addSessionCommands(program, context);
  addDatabaseCommands(program, context);
  addSeedCommand(program, context);
  addDoctorCommand(program, context);
  addImportCommand(program, context);
  return program;
}
