import type { Invoice } from "@gatehouse/shared/invoices";
import { Stack } from "@mui/material";
import { SimpleList } from "react-admin";
import { CustomerName } from "../customers/CustomerName.tsx";
import { MoneyField } from "../money/MoneyField.tsx";
import { DueDate } from "./DueDate.tsx";
import { InvoiceStatusChip } from "./InvoiceStatusChip.tsx";

const Card = ({ invoice }: { invoice: Invoice }) => (
  <Stack spacing={0.5} sx={{ minWidth: 0 }}>
    <Stack direction="row" spacing={1} sx={{ justifyContent: "space-between" }}>
      <CustomerName />
      <MoneyField source="total" />
    </Stack>
    <Stack
      direction="row"

      spacing={1}
      sx={{ justifyContent: "space-between", alignItems: "center" }}
    >
      <DueDate />
      <InvoiceStatusChip status={invoice.status} />
    </Stack>
  </Stack>
);

const card = (invoice: Invoice) => <Card invoice={invoice} />;

/** The list where there is no room for a table. */
export const InvoiceCards = () => <SimpleList<Invoice> rowClick="show" primaryText={card} />;
