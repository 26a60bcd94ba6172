import type { Mutation } from "./mutations.ts";

const folder = "src/features/second-factor/";

const broken: readonly Mutation[] = [
  {
    name: "second factor not asked for",
    file: `${folder}follow-up.ts`,
    find: "if (!hasFactor(factors)) return passwordOnly;",
    replace: "return passwordOnly;",
    tests: ["second-factor/totp"],
  },
  {
    name: "a factor's code works twice",
    file: `${folder}one-time-passwords.ts`,
    find: '      .where("last_step", "<", step)\n',
    replace: "",
    tests: ["second-factor/totp", "second-factor/single-use"],
  },
  {
    name: "any recovery code of the factor",
    file: `${folder}recovery-codes.ts`,
    find: '    .where("code_hash", "=", hashOf(typed))\n',
    replace: "",
    tests: ["second-factor/totp", "second-factor/single-use"],
  },
  {
    name: "any challenge for a passkey factor",
    file: `${folder}passkey-assertions.ts`,
    find: '          await spendChallenge(writer, "passkey_authentication", challenge, null, now);\n',
    replace: "",
    tests: ["second-factor/passkeys"],
  },
  {
    name: "factor changes without a proof",
    file: `${folder}recent-proof.ts`,
    find: "if (isEnough && clock.now() - provenAt < recentMs) return user;",
    replace: "return user;",
    tests: ["second-factor/reauthentication", "second-factor/policy"],
  },
  {
    name: "password and email without the factor that there is",
    file: `${folder}recent-proof.ts`,
    find: "if (isEnough) return;",
    replace: "return;",
    tests: ["second-factor/reauthentication"],
  },
  {
    name: "other sessions end without a proof",
    file: "src/features/session/own-sessions.routes.ts",
    find: "await requireProof(context);\n      await sessions.endSessionsOf",
    replace: "await sessions.endSessionsOf",
    tests: ["second-factor/reauthentication"],
  },
  {
    name: "tokens with all rights without the factor that the role demands",
    file: "src/features/machine-access/api-key-check.ts",
    find: "!isProtected && secondFactors.isRequiredFor(claims.role)",
    replace: "!isProtected && secondFactors.isRequiredFor(claims.role) && false",
    tests: ["machine-access/machine-access"],
  },
  {
    name: "tokens that come back with a disabled owner",
    file: "src/features/users/user-effects.ts",
    find: "await revokeApiKeysOf(writer, userId, now);",
    replace: "",
    tests: ["machine-access/machine-access"],
  },
  {
    name: "all rights without the factor that the role demands",
    file: "src/features/session/session-grant.ts",
    find: "return scope.replace(apiScope, enrolmentScope);",
    replace: "return scope;",
    tests: ["second-factor/policy"],
  },
];

/** What the second factor must survive being tested for. */
export const factorMutations: readonly Mutation[] = broken.map((each) => ({
  ...each,
  needsNoProperty: true,
}));
