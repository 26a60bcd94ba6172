import { ListViews } from "../lists/ListViews.tsx";
import { outstandingStatuses, yesterday } from "./invoice-state.ts";

const views = () => [
  { label: "All", filter: {} },
  { label: "Drafts", filter: { status: ["draft"] } },
  { label: "Waiting for approval", filter: { status: ["submitted"] } },
  { label: "To be paid", filter: { status: ["approved"] } },
  { label: "Overdue", filter: { status: [...outstandingStatuses], dueDate_lte: yesterday() } },
];

/** What somebody who works with invoices asks every day. */
export const InvoiceViews = () => <ListViews views={views()} />;
