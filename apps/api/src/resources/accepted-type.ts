/** Whether a client asks for CSV: it names text/csv, and prefers it to JSON, by quality or else by order. */
export function prefersCsv(accept: string | undefined): boolean {
  const ranges = (accept ?? "").split(",").map(parseRange);
  const csv = ranges.find(({ type }) => type === "text/csv");
  if (!csv || csv.quality === 0) return false;
  const json = ranges.find(({ type }) => type === "application/json");
  if (!json || json.quality === csv.quality) return !json || ranges.indexOf(csv) < ranges.indexOf(json);
  return csv.quality > json.quality;
}

/** A media range with its quality (RFC 9110 §12.5.1). */
function parseRange(range: string): { type: string; quality: number } {
  const [type = "", ...parameters] = range.split(";").map((part) => part.trim().toLowerCase());
  const quality = parameters.find((parameter) => parameter.startsWith("q="))?.slice(2);
  return { type, quality: quality === undefined ? 1 : Number(quality) || 0 };
}
