import { List } from "react-admin";
import { ListActions } from "../lists/ListActions.tsx";
import { useIsSmall } from "../lists/use-is-small.ts";
import { invoiceFilters } from "./invoice-filters.tsx";
import { InvoiceCards } from "./InvoiceCards.tsx";
import { InvoiceTable } from "./InvoiceTable.tsx";
import { InvoiceViews } from "./InvoiceViews.tsx";
import { NoInvoices } from "./NoInvoices.tsx";

const sortFields = ["issueDate", "dueDate", "number", "total"];

export const InvoiceList = () => {
  const isSmall = useIsSmall();
  return (
    <List
      filters={invoiceFilters}
      actions={<ListActions createLabel="New invoice" sortFields={sortFields} />}
      empty={<NoInvoices />}
      exporter={false}
      perPage={25}
      sort={{ field: "issueDate", order: "DESC" }}
    >
      <InvoiceViews />
      {isSmall ? <InvoiceCards /> : <InvoiceTable />}
    </List>
  );
};
