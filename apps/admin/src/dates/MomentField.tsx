import { DateField, type DateFieldProps } from "react-admin";
import { momentStyle } from "./dates.ts";

/** A point in time, in the browser's zone, on one line. */
export const MomentField = (props: DateFieldProps) => (
  <DateField {...props} showTime options={momentStyle} noWrap />
);
