import { formatDay, formatMoment } from "../dates/dates.ts";

const longest = 300;

export const isEmpty = (value: unknown) => value === null || value === undefined || value === "";

/** A stored value as text: times and days in the reader's language, nothing as a dash, no more than is readable. */
export function plainText(value: unknown): string {
  if (isEmpty(value)) return "–";
  if (Array.isArray(value) && value.every((item) => typeof item !== "object")) return value.join(", ");
  const text = typeof value === "string" ? value : JSON.stringify(value);
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return formatDay(text);
  if (/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(text)) return formatMoment(text);
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
