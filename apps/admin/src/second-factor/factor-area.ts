import type { SecondFactor } from "@gatehouse/shared/second-factor";
import type { FactorChange } from "./use-factor-change.tsx";

/** What each part of the panel works with. */
export interface FactorAreaProps {
  factors: SecondFactor;
  factorChange: FactorChange;
  showCodes: (codes: readonly string[]) => void;
}

/** What the loss of a factor may mean beyond itself. */
export const lastFactorWords =
  "If it is your only second factor, your password alone lets you in again, and your recovery codes go with it.";
