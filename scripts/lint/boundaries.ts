// Dependencies point one way: shared <- api, shared <- admin; routes -> service -> store <- adapter.
import type { OxlintConfig } from "oxlint";

interface Restriction {
  regex: string;
  message: string;
  allowTypeImports?: boolean;
}

/** A part of the tree and all that its files may not import. */
interface Boundary {
  files: string[];
  excludeFiles?: string[];
  restrictions: Restriction[];
}

const node = { regex: "^node:", message: "packages/shared and the admin run in browsers: no Node modules." };
const api = {
  regex: "^@gatehouse/api|(^|/)apps/api(/|$)|^(\\.\\./)+api/",
  message: "Only the API imports the API: what both sides need is in packages/shared.",
};
const admin = {
  regex: "^@gatehouse/admin|(^|/)apps/admin(/|$)|^(\\.\\./)+admin/(src|e2e)/",
  message: "Only the admin imports the admin: what both sides need is in packages/shared.",
};
const drivers = {
  regex: "^(better-sqlite3|pg|pg-.+|node:sqlite)$",
  message: "Only apps/api/src/database knows an engine: take a `Database`.",
};
const fastify = {
  regex: "^(fastify|fastify-plugin|@fastify/.+)$",
  message: "Services and stores know no HTTP: take plain values, throw AppError.",
};
const sql = {
  regex: "^kysely(/|$)",
  message: "No SQL here: a store has it, behind an interface of the domain's verbs.",
};
const adapters = {
  regex: "database/(sqlite|postgres)/|[-.](sqlite|postgres|kysely)(-store)?\\.ts$",
  message: "Routes and services take the store's interface; app.ts joins it with an adapter.",
};
const features = {
  regex: "(^|/)features/",
  message: "Only app.ts and cli.ts join features: pass a function or a port instead.",
};
// A plugin may name the shape of what app.ts hands it.
const featureCode = { ...features, allowTypeImports: true };
const siblingFeature = { regex: "^\\.\\./[^./]", message: features.message };
const siblingFeatureFromBelow = { regex: "^\\.\\./\\.\\./[^./]", message: features.message };

const tests = ["**/*.test.ts", "**/*.test.tsx", "apps/api/test/**", "apps/api/bench/**"];
const inApi = [admin, drivers];
const inFeature = [...inApi, features, siblingFeature];

// Where several match, the last one counts, so each lists everything.
const boundaries: Boundary[] = [
  { files: ["packages/shared/src/**"], restrictions: [node, api, admin] },
  { files: ["apps/admin/src/**"], restrictions: [node, api] },
  { files: ["apps/admin/e2e/**"], restrictions: [api] },
  { files: ["apps/api/**"], excludeFiles: ["apps/api/src/database/**", ...tests], restrictions: inApi },
  { files: ["apps/api/src/database/**", ...tests], restrictions: [admin] },
  {
    files: ["apps/api/src/{plugins,resources,audit}/**"],
    excludeFiles: tests,
    restrictions: [...inApi, featureCode],
  },
  { files: ["apps/api/src/features/*/*.ts"], excludeFiles: tests, restrictions: inFeature },
  {
    files: ["apps/api/src/features/*/*/**/*.ts"],
    excludeFiles: tests,
    restrictions: [...inApi, features, siblingFeatureFromBelow],
  },
  {
    files: ["apps/api/src/features/*/*{.,-}routes.ts"],
    restrictions: [...inFeature, sql, adapters],
  },
  {
    files: ["apps/api/src/features/*/*{.,-}service.ts"],
    restrictions: [...inFeature, sql, adapters, fastify],
  },
  { files: ["apps/api/src/features/*/*{.,-}store.ts"], restrictions: [...inFeature, fastify] },
];

/** The boundaries as overrides of `no-restricted-imports`. */
export const boundaryOverrides: NonNullable<OxlintConfig["overrides"]> = boundaries.map(
  ({ restrictions, ...where }) => ({
    ...where,
    rules: { "no-restricted-imports": ["error", { patterns: restrictions }] },
  }),
);
