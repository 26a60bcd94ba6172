import type { Config } from "../config.ts";
import type { Installation } from "./installation.ts";

/** What every command is given: how to reach the installation, and where to say what was done. */
export interface CommandContext {
  readConfig: () => Config;
  onInstallation: (work: (installation: Installation) => Promise<void>) => Promise<void>;
  /** One line of what was done, on stdout. */
  say: (line: string) => void;
  /** A line on stdin, such as a password, without its end. */
  readLine: (prompt: string) => Promise<string>;
}

/** Thrown by a command that will not or can not do it; the message is the one line that is printed. */
export class Refusal extends Error {
  override name = "Refusal";
}
