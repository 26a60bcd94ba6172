import { dirname } from "node:path";

/** The folder of the whole repository, wherever a script was started. */
export const repositoryRoot = dirname(import.meta.dirname);
