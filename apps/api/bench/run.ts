// `pnpm bench [auth] [lists]`: measures beside peers in one run and writes the ratios to bench/results.
import { benchAuth } from "./auth.ts";
import { benchLists } from "./lists.ts";
import { saveReport, toMarkdown } from "./report.ts";

const benchmarks = { auth: benchAuth, lists: benchLists };
const wanted = process.argv.slice(2);
const unknown = wanted.find((name) => !(name in benchmarks));
if (unknown !== undefined) {
  console.error(`There is no benchmark ${unknown}. There are: ${Object.keys(benchmarks).join(", ")}.`);
  process.exit(2);
}
for (const [name, run] of Object.entries(benchmarks)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const report = await run();
  saveReport(report);
  console.log(toMarkdown(report));
}
