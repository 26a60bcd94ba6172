const pattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Whether a text can be a record's id at all; what can't be is not looked for. */
export const isId = (text: string) => pattern.test(text);
