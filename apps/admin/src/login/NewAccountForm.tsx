import type { ReactNode, SubmitEvent } from "react";
import { FormFailure } from "./FormFailure.tsx";
import { useSignIn } from "./use-sign-in.ts";

interface NewAccountFormProps {
  path: "/api/register" | "/api/setup" | "/api/invitations/accept";
  /** The one-time code of the link that led here; sent beside what is typed. */
  code?: string;
  /** What its button says. */
  action: string;
  /** The fields; each is sent by its name. */
  children: (errorOf: (field: string) => string | undefined) => ReactNode;
}

/** A form that makes an account, or makes it one's own, and signs in. */
export function NewAccountForm({ path, code, action, children }: NewAccountFormProps) {
  const { signIn, isBusy, failure, errorOf } = useSignIn();

  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const fields = Object.fromEntries(new FormData(event.currentTarget)) as Record<string, string>;
    void signIn({ path, body: { ...(code !== undefined && { code }), ...fields } });
  };

  return (
    <form onSubmit={submit}>
      {children(errorOf)}
      <FormFailure failure={failure} />
      <button className="gh-button" type="submit" disabled={isBusy}>
        {action}
      </button>
    </form>
  );
}
