import type { Invoice } from "@gatehouse/shared/invoices";
import ReceiptLongIcon from "@mui/icons-material/ReceiptLong";
import type { ResourceProps } from "react-admin";
import { formatDay } from "../dates/dates.ts";
import { lazyPage } from "../layout/lazy-page.ts";
import { invoiceFields } from "./invoice-fields.tsx";

export const invoices: ResourceProps = {
  name: "invoices",
  icon: ReceiptLongIcon,
  list: lazyPage(() => import("./InvoiceList.tsx"), "InvoiceList"),
  create: lazyPage(() => import("./InvoiceCreate.tsx"), "InvoiceCreate"),
  edit: lazyPage(() => import("./InvoiceEdit.tsx"), "InvoiceEdit"),
  show: lazyPage(() => import("./InvoiceShow.tsx"), "InvoiceShow"),
  options: { fields: invoiceFields },
  recordRepresentation: ({ number, issueDate }: Invoice) => number ?? `Draft of ${formatDay(issueDate)}`,
};
