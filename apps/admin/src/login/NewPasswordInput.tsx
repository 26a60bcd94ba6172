import { useState } from "react";
import { PasswordStrength } from "../password-strength/PasswordStrength.tsx";
import { passwordHint } from "./password-hint.ts";
import { PasswordInput } from "./PasswordInput.tsx";

interface NewPasswordInputProps {
  minLength: number | undefined;
  error: string | undefined;
}

/** A password that is chosen here, and how strong it is. */
export function NewPasswordInput({ minLength, error }: NewPasswordInputProps) {
  const [password, setPassword] = useState("");
  return (
    <>
      <PasswordInput
        label="Password"
        name="password"
        autoComplete="new-password"
        required
        onChange={(event) => setPassword(event.target.value)}
        minLength={minLength}
        hint={passwordHint(minLength)}
        error={error}
      />
      <PasswordStrength password={password} />
    </>
  );
}
