const monthsShown = 12;

/** YYYY-MM of this month and the eleven before it, oldest first, in UTC as the API counts them. */
export function lastTwelveMonths(now = new Date()): string[] {
  return Array.from({ length: monthsShown }, (_unused, index) =>
    new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - monthsShown + 1 + index))
      .toISOString()
      .slice(0, 7),
  );
}

const formatter = (options: Intl.DateTimeFormatOptions) => {
  const format = new Intl.DateTimeFormat(undefined, { ...options, timeZone: "UTC" });
  return (month: string) => format.format(new Date(`${month}-01T00:00:00Z`));
};

/** A month in words, for an axis and for a heading. */
export const monthWords = {
  short: formatter({ month: "short" }),
  long: formatter({ month: "long", year: "numeric" }),
};
