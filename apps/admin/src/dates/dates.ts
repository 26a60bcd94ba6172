/** How a calendar day is written everywhere: with the month's name, which nobody takes for the day. It has no zone. */
export const dayStyle = { dateStyle: "medium", timeZone: "UTC" } as const;

/** How a point in time is written everywhere, in the browser's zone. */
export const momentStyle = { dateStyle: "medium", timeStyle: "short" } as const;

const day = new Intl.DateTimeFormat(undefined, dayStyle);
const moment = new Intl.DateTimeFormat(undefined, momentStyle);

/** A calendar day (YYYY-MM-DD) in the browser's language. */
export const formatDay = (date: string) => day.format(new Date(date));

/** A point in time in the browser's language and zone. */
export const formatMoment = (instant: string) => moment.format(new Date(instant));
