import { defineConfig } from "oxlint";

import { boundaryOverrides } from "./scripts/lint/boundaries.ts";

export default defineConfig({
  plugins: [
    "eslint",
    "typescript",
    "unicorn",
    "oxc",
    "import",
    "promise",
    "node",
    "vitest",
    "react",
    "jsx-a11y",
  ],
  categories: { correctness: "error", suspicious: "error" },
  ignorePatterns: ["**/dist/**", "docs/**", ".pnpmfile.mjs"],
  rules: {
    // Promises: each is awaited, returned, or its failure is handled.
    "typescript/no-floating-promises": "error",
    // Fastify takes async functions where its types say void.
    "typescript/no-misused-promises": [
      "error",
      { checksVoidReturn: { properties: false, attributes: false } },
    ],
    "typescript/return-await": ["error", "error-handling-correctness-only"],
    "typescript/only-throw-error": "error",
    "typescript/prefer-promise-reject-errors": "error",
    "typescript/use-unknown-in-catch-callback-variable": "error",

    "promise/always-return": "off",
    "promise/no-callback-in-promise": "off",
    "oxc/no-async-endpoint-handlers": "off",

    // Types: nothing escapes them.
    "typescript/no-explicit-any": "error",
    "typescript/no-non-null-assertion": "error",
    "typescript/no-unsafe-argument": "error",
    "typescript/no-unsafe-assignment": "error",
    "typescript/no-unsafe-call": "error",
    "typescript/no-unsafe-member-access": "error",
    "typescript/no-unsafe-return": "error",
    "typescript/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
    "typescript/ban-ts-comment": "error",
    "typescript/consistent-type-imports": "error",
    "typescript/no-import-type-side-effects": "error",
    "typescript/no-deprecated": "error",
    "typescript/prefer-nullish-coalescing": ["error", { ignorePrimitives: { string: true } }],
    // `as` is how a checked value from outside gets its type; the rule can't tell it from carelessness.
    "typescript/no-unsafe-type-assertion": "off",
    // Services are objects of closures: there is no `this` to lose.
    "typescript/unbound-method": "off",
    "typescript/consistent-return": "off",
    "typescript/no-unsafe-enum-assignment": "off",
    "typescript/no-unnecessary-type-parameters": "off",
    "typescript/no-unnecessary-type-arguments": "off",

    // Modules.
    "import/no-default-export": "error",
    "import/no-cycle": "error",
    "import/no-duplicates": "error",
    "import/no-unassigned-import": "off",
    "unicorn/prefer-node-protocol": "error",
    // `pg.Client` says more than a bare `Client`.
    "import/no-named-as-default-member": "off",

    // The process and the console belong to server.ts, cli.ts and the scripts.
    "node/no-process-env": "error",
    "unicorn/no-process-exit": "error",
    "no-console": "error",

    // Form.
    eqeqeq: "error",
    "no-var": "error",
    "prefer-const": "error",
    "object-shorthand": "error",
    "no-else-return": "error",
    "no-param-reassign": "error",
    "no-nested-ternary": "error",
    complexity: ["error", { max: 18 }],
    "max-depth": ["error", 3],
    "max-params": ["error", { max: 5 }],
    "max-lines-per-function": ["error", { max: 80, skipBlankLines: true, skipComments: true }],
    "unicorn/filename-case": ["error", { case: "kebabCase" }],
    "unicorn/throw-new-error": "error",
    "unicorn/no-array-sort": "error",
    // Taken for a window's by its name only: a BroadcastChannel's postMessage has no target.
    "unicorn/require-post-message-target-origin": "off",
    "unicorn/consistent-function-scoping": "off",
    "no-underscore-dangle": "off",
    "no-shadow": "off",

    // React is compiled with the automatic runtime.
    "react/react-in-jsx-scope": "off",
    "react/rules-of-hooks": "error",
    "react/exhaustive-deps": "error",
    // A status region is no form's output, and a login page's first field is where a person wants to be.
    "jsx-a11y/prefer-tag-over-role": "off",
    "jsx-a11y/no-autofocus": "off",
    "react/button-has-type": "error",
    "react/jsx-no-target-blank": "error",

    "vitest/no-focused-tests": "error",
    "vitest/no-disabled-tests": "error",
    "vitest/no-commented-out-tests": "error",
    "vitest/no-identical-title": "error",
    // Vitest's own default export style and matchers in shared helper functions are fine.
    "vitest/no-standalone-expect": "off",
    "vitest/require-mock-type-parameters": "off",
  },
  overrides: [
    ...boundaryOverrides,
    {
      files: ["**/*.tsx"],
      rules: {
        "unicorn/filename-case": ["error", { cases: { pascalCase: true, kebabCase: true } }],
        "max-lines-per-function": ["error", { max: 100, skipBlankLines: true, skipComments: true }],
      },
    },
    {
      files: [
        "apps/api/src/server.ts",
        "apps/api/src/cli.ts",
        "apps/api/bench/**",
        "scripts/**",
        "apps/admin/e2e/**",
      ],
      rules: { "node/no-process-env": "off", "unicorn/no-process-exit": "off", "no-console": "off" },
    },
    {
      files: ["**/*.config.ts"],
      rules: { "import/no-default-export": "off", "node/no-process-env": "off" },
    },
    {
      files: ["**/*.test.ts", "**/*.test.tsx", "**/test/**", "**/e2e/**"],
      rules: {
        "max-lines-per-function": "off",
        "typescript/no-non-null-assertion": "off",
        // How often a property runs is told by a variable.
        "node/no-process-env": "off",
        "vitest/expect-expect": ["error", { assertFunctionNames: ["expect", "assert*", "fc.assert"] }],
      },
    },
    {
      files: ["**/e2e/**"],
      rules: {
        // There is no React here: `useSite` registers hooks of the test runner.
        "react/rules-of-hooks": "off",
        // Waiting for what must appear is the assertion: it fails the test when it does not.
        "vitest/expect-expect": "off",
      },
    },
  ],
});
