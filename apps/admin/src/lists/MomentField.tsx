import { DateField, type DateFieldProps } from "react-admin";

const options = { dateStyle: "medium", timeStyle: "short" } as const;

/** A point in time, in the browser's zone, on one line. */
export const MomentField = (props: DateFieldProps) => (
  <DateField {...props} showTime options={options} noWrap />
);
