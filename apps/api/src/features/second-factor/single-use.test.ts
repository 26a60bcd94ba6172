import fc from "fast-check";
import { expect, test } from "vitest";
import { buildTestApp, createTestClock } from "../../../test/build-test-app.ts";
import { codeOf, enrolTotp, stepSeconds, tryToken } from "../../../test/second-factor.ts";
import { registerUser } from "../../../test/test-client.ts";

/** A try with the app's code of a step near this one, or with a recovery code; or time goes on. */
const action = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant("totp" as const), step: fc.integer({ min: -2, max: 2 }) }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("recovery" as const), index: fc.nat({ max: 9 }) }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant("wait" as const), steps: fc.integer({ min: 1, max: 3 }) }),
  },
);

type Action = typeof action extends fc.Arbitrary<infer Each> ? Each : never;

interface Try {
  otp: string;
  /** Undefined for a recovery code. */
  step: number | undefined;
}

/** Tries that are under way together. */
const rounds = fc.array(fc.array(action, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 6 });

test(
  "no code opens two sessions, in whatever order the tries arrive",
  { tags: "property", timeout: 120_000 },
  async () => {
    const clock = createTestClock();
    const app = await buildTestApp({}, { clock });
    const session = await registerUser(app);
    const { secret, recoveryCodes } = await enrolTotp(app, clock, session);
    const used = new Set<string>();
    let newestStep = 0;

    const stepNow = () => Math.floor(clock.now() / (stepSeconds * 1000));
    const toTry = (each: Action): Try[] => {
      if (each.kind === "wait") return [];
      if (each.kind === "recovery") return [{ otp: recoveryCodes[each.index] ?? "", step: undefined }];
      return [{ otp: codeOf(secret, clock, each.step * stepSeconds), step: stepNow() + each.step }];
    };
    const property = fc.asyncProperty(rounds, async (script) => {
      for (const round of script) {
        const waits = round.flatMap((each) => (each.kind === "wait" ? [each.steps] : []));
        clock.advanceSeconds(waits.reduce((sum, steps) => sum + steps, 0) * stepSeconds);
        const tries = round.flatMap((each) => toTry(each));
        const answers = await Promise.all(tries.map(({ otp }) => tryToken(app, { otp })));
        const accepted = tries.filter((_try, index) => answers[index]?.status === 200);
        expect(accepted.filter(({ otp, step }) => used.has(`${step} ${otp}`))).toEqual([]);
        for (const { otp, step } of accepted) used.add(`${step} ${otp}`);
        const steps = accepted.flatMap(({ step }): number[] => (step === undefined ? [] : [step]));
        expect(steps.filter((step) => Math.abs(step - stepNow()) > 1 || step <= newestStep)).toEqual([]);
        newestStep = Math.max(newestStep, ...steps);
      }
    });
    await fc.assert(property, { numRuns: 8 });
    expect(used.size).toBeGreaterThan(3);
  },
);
