import type { SecondFactor } from "@gatehouse/shared/second-factor";
import type { FactorChange } from "./use-factor-change.tsx";

/** What each part of the panel works with. */
export interface FactorAreaProps {
  factors: SecondFactor;
  factorChange: FactorChange;
  showCodes: (codes: readonly string[]) => void;
}
