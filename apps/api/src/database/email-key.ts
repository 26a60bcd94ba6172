/** The form in which emails are compared: case and compatibility variants make no difference. */
export const emailKeyOf = (email: string): string => email.trim().normalize("NFKC").toLowerCase();
