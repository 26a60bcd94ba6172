/** What to say when a call that a person has asked for did not get through. */
export const unreachable = "The server can't be reached. Check your connection and try again.";
