const number = new Intl.NumberFormat(undefined, { maximumFractionDigits: 3 });

/** A count, a quantity or a rate as people of the browser's language write it. */
export const formatNumber = (value: number): string => number.format(value);
