import type { Invoice } from "@gatehouse/shared/invoices";
import { Stack, Typography } from "@mui/material";
import { DataTable, Pagination, ReferenceManyField, SimpleList } from "react-admin";
import { DayField } from "../dates/DayField.tsx";
import { DueDate } from "../invoices/DueDate.tsx";
import { InvoiceNumber } from "../invoices/InvoiceNumber.tsx";
import { InvoiceStatusChip } from "../invoices/InvoiceStatusChip.tsx";
import { useIsSmall } from "../lists/use-is-small.ts";
import { MoneyField } from "../money/MoneyField.tsx";

const Column = DataTable.Col<Invoice>;
const newestFirst = { field: "issueDate", order: "DESC" } as const;
const noInvoices = (
  <Typography color="textSecondary">No invoices have been written to this customer.</Typography>
);

/** The customer's invoices, newest first. */
export const CustomerInvoices = () => {
  const isSmall = useIsSmall();
  return (
    <ReferenceManyField
      reference="invoices"
      target="customerId"
      sort={newestFirst}
      perPage={10}
      pagination={<Pagination />}
      empty={noInvoices}
    >
      {isSmall ? <Cards /> : <InvoiceRows />}
    </ReferenceManyField>
  );
};

const InvoiceRows = () => (
  <DataTable rowClick="show" bulkActionButtons={false} storeKey="customers.invoices.datatable">
    <Column source="number">
      <InvoiceNumber />
    </Column>
    <Column source="status" render={({ status }) => <InvoiceStatusChip status={status} />} />
    <Column source="issueDate" label="Issued" field={DayField} />
    <Column source="dueDate" label="Due">
      <DueDate />
    </Column>
    <Column source="total" align="right" field={MoneyField} />
  </DataTable>
);

const headOf = ({ number }: Invoice) => (
  <Stack component="span" direction="row" spacing={1} sx={{ justifyContent: "space-between" }}>
    {number ?? "Draft"}
    <MoneyField source="total" />
  </Stack>
);

const footOf = ({ status }: Invoice) => (
  <Stack component="span" direction="row" spacing={1} sx={{ justifyContent: "space-between" }}>
    <DueDate />
    <InvoiceStatusChip status={status} />
  </Stack>
);

const Cards = () => <SimpleList<Invoice> rowClick="show" primaryText={headOf} secondaryText={footOf} />;
