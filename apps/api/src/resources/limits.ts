/** Most rows that one answer may have, most ids of a bulk request, and most values of one list in a filter. */
export const maxRows = 1000;
