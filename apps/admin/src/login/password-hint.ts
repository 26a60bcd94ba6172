/** What a new password has to be; nothing while that isn't known. */
export const passwordHint = (minLength: number | undefined): string | undefined =>
  minLength === undefined ? undefined : `At least ${minLength} characters. A few words make a good one.`;
