export const appCodeHint = "Six digits, from your authenticator app.";

export const recoveryCodeHint = (methods: readonly string[]): string =>
  methods.includes("otp")
    ? "One of those you kept when you set the app up. It works once."
    : "One of those you kept when you added the passkey. It works once.";

/** What the one field for any code is called, and where the person finds a code, by what the account has. */
export function describeCode(methods: readonly string[]): { label: string; hint: string } {
  if (!methods.includes("otp")) return { label: "Recovery code", hint: recoveryCodeHint(methods) };
  if (!methods.includes("recovery_code")) return { label: "Code", hint: appCodeHint };
  return { label: "Code", hint: "From your authenticator app, or a recovery code." };
}
