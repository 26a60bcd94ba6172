/** What to do with a link that holds a one-time code. */
export const sendAdvice = "Send this link to the person. It works once, and it is shown only now.";
