/** A table cell whose long text is cut with an ellipsis instead of widening the table. */
export const shortText = {
  maxWidth: 260,
  overflow: "hidden",
  textOverflow: "ellipsis",
  whiteSpace: "nowrap",
} as const;
