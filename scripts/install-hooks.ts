// Run by each install. Hooks are a service to people who commit: their lack never fails an install.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

import { repositoryRoot } from "./repository-root.ts";

const lefthook = join(repositoryRoot, "node_modules/.bin/lefthook");
const isWanted = existsSync(join(repositoryRoot, ".git")) && existsSync(lefthook) && !process.env["CI"];
if (isWanted) spawnSync(lefthook, ["install"], { cwd: repositoryRoot, stdio: "ignore" });
