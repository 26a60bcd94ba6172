import type { Command } from "commander";
import { type CommandContext, Refusal } from "./command-context.ts";
import { examine, type Finding } from "./doctor.ts";

/** `doctor`. */
export function addDoctorCommand(program: Command, context: CommandContext): void {
  program
    .command("doctor")
    .description("check configuration, database, audit chain, keys, clock and file modes; changes nothing")
    .action(async () => {
      const findings = await examine(context.readConfig());
      for (const finding of findings) context.say(describe(finding));
      const faults = findings.filter(({ fault }) => fault !== undefined);
      if (faults.length > 0) throw new Refusal(`Not well: ${faults.map(({ about }) => about).join(", ")}.`);
    });
}

const describe = ({ about, fault, remedy }: Finding) =>
  fault === undefined ? `ok     ${about}` : `wrong  ${about}: ${fault}. ${remedy}`;
