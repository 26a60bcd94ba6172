import type { SignInOptions } from "@gatehouse/shared/session-api";

/** What a page gets that a link with a one-time code leads to. */
export interface CodePageProps {
  /** Empty where the link has lost it. */
  code: string;
  options: SignInOptions | undefined;
}
