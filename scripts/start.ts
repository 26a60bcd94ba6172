// `pnpm start`: one process serves API and admin; the admin is built where it has not been.
import { existsSync } from "node:fs";

import { adminBuild, buildAdmin } from "./admin-build.ts";
import { repositoryRoot } from "./repository-root.ts";
import { onStarterGone } from "./starters.ts";

process.chdir(repositoryRoot);
if (!existsSync(adminBuild) && !buildAdmin()) process.exit(1);
onStarterGone(() => process.kill(process.pid, "SIGTERM"));
// Imported, not started: signals reach the server itself, and it is the process that a supervisor sees.
await import("../apps/api/src/server.ts");
