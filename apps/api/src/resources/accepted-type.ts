/** Whether a client asks for CSV: it names text/csv before JSON. */
export function prefersCsv(accept: string | undefined): boolean {
  const types = (accept ?? "").split(",").map((range) => range.split(";")[0]?.trim().toLowerCase());
  return types.find((type) => type === "text/csv" || type === "application/json") === "text/csv";
}
