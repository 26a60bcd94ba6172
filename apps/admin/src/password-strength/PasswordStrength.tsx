import { useEffect, useState } from "react";
import type { Strength } from "./estimate-strength.ts";

interface PasswordStrengthProps {
  password: string;
  /** Name and email, as far as they are known here. */
  ownWords?: readonly string[];
}

const words = ["very weak", "weak", "fair", "good", "strong"];
const none: readonly string[] = [];

/** How strong a new password is while it is typed. It only advises: the server decides what it takes. */
export function PasswordStrength({ password, ownWords = none }: PasswordStrengthProps) {
  const strength = useStrength(password, ownWords.join("\n"));
  if (!strength) return null;
  const { score, advice } = strength;
  return (
    <div className="gh-strength">
      <meter aria-label="Strength" min={0} max={4} low={2} high={3} optimum={4} value={score}>
        {words[score]}
      </meter>
      <output>
        Strength: {words[score]}. {advice}
      </output>
    </div>
  );
}

/** The estimate and its dictionaries are large: they are loaded once somebody types. */
function useStrength(password: string, ownWords: string): Strength | undefined {
  const [strength, setStrength] = useState<Strength>();
  useEffect(() => {
    let isCurrent = true;
    const judge = async () => {
      const { estimateStrength } = await import("./estimate-strength.ts");
      if (isCurrent) setStrength(estimateStrength(password, ownWords.split("\n")));
    };
    // Without the estimate, offline for example, the form works as well.
    if (password !== "") judge().catch(() => undefined);
    return () => {
      isCurrent = false;
    };
  }, [password, ownWords]);
  return password === "" ? undefined : strength;
}
