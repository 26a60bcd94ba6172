import { TextInput } from "./TextInput.tsx";

/** Who an account is for. */
export function PersonInputs({ errorOf }: { errorOf: (field: string) => string | undefined }) {
  return (
    <>
      <div className="gh-columns">
        <TextInput
          label="First name"
          name="firstName"
          autoComplete="given-name"
          required
          error={errorOf("firstName")}
        />
        <TextInput
          label="Last name"
          name="lastName"
          autoComplete="family-name"
          required
          error={errorOf("lastName")}
        />
      </div>
      <TextInput
        label="Email"
        name="email"
        type="email"
        autoComplete="username"
        required
        error={errorOf("email")}
      />
    </>
  );
}
