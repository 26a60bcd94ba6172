import { PasswordInput } from "./PasswordInput.tsx";

interface NewPasswordInputProps {
  minLength: number | undefined;
  error: string | undefined;
}

/** A password that is chosen here. */
export function NewPasswordInput({ minLength, error }: NewPasswordInputProps) {
  return (
    <PasswordInput
      label="Password"
      name="password"
      autoComplete="new-password"
      required
      {...(minLength !== undefined && {
        minLength,
        hint: `At least ${minLength} characters. A few words make a good one.`,
      })}
      error={error}
    />
  );
}
