import { readFileSync } from "node:fs";
import { join } from "node:path";

import { repositoryRoot } from "../repository-root.ts";

/** The text of README.md under the heading `## <title>`, up to the next heading of that level. */
export function readmeSection(title: string): string {
  const sections = readFileSync(join(repositoryRoot, "README.md"), "utf8").split(/^## /m);
  const section = sections.find((text) => text.startsWith(`${title}\n`));
  if (section === undefined) throw new Error(`README.md has no section "${title}".`);
  return section;
}

/** The fenced blocks of one language in a piece of Markdown. */
export function codeBlocks(markdown: string, language: string): string[] {
  const fenced = new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, "gms");
  return [...markdown.matchAll(fenced)].map(([, code = ""]) => code);
}
