import type { Invoice } from "@gatehouse/shared/invoices";
import { useRecordContext } from "react-admin";
import { RecordLink } from "../lists/RecordLink.tsx";

/** The number as a link to the invoice; a draft has none yet. */
export const InvoiceNumber = () => {
  const number = useRecordContext<Invoice>()?.number;
  return <RecordLink>{number ?? "Draft"}</RecordLink>;
};
