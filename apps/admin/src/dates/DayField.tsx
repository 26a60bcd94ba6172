import { DateField, type DateFieldProps } from "react-admin";
import { dayStyle } from "./dates.ts";

/** A calendar day, on one line. */
export const DayField = (props: DateFieldProps) => <DateField {...props} options={dayStyle} noWrap />;
