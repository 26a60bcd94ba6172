import type { Invoice } from "@gatehouse/shared/invoices";
import { Stack, Typography } from "@mui/material";
import { useAccessCheck } from "../access/use-access-check.ts";
import { CustomerName } from "../customers/CustomerName.tsx";
import { formatDay } from "../dates/dates.ts";
import { CardList } from "../lists/CardList.tsx";
import { MoneyField } from "../money/MoneyField.tsx";
import { isOverdue } from "./invoice-state.ts";
import { InvoiceBulkActions } from "./InvoiceBulkActions.tsx";
import { InvoiceStatusChip } from "./InvoiceStatusChip.tsx";

const between = { justifyContent: "space-between", alignItems: "center" } as const;

const Card = ({ invoice }: { invoice: Invoice }) => (
  <Stack spacing={0.5} sx={{ minWidth: 0 }}>
    <Stack direction="row" spacing={1} sx={between}>
      <CustomerName />
      <MoneyField source="total" />
    </Stack>
    <Stack direction="row" spacing={1} sx={between}>
      <Typography variant="body2" color={isOverdue(invoice) ? "error" : "textSecondary"}>
        {invoice.number ?? "Draft"}, {isOverdue(invoice) ? "overdue since" : "due"}{" "}
        {formatDay(invoice.dueDate)}
      </Typography>
      <InvoiceStatusChip status={invoice.status} />
    </Stack>
  </Stack>
);

const card = (invoice: Invoice) => <Card invoice={invoice} />;

/** The list where there is no room for a table. */
export const InvoiceCards = () => {
  const may = useAccessCheck("invoices");
  return (
    <CardList<Invoice>
      card={card}
      bulkActions={may("edit") && <InvoiceBulkActions />}
      isSelectable={(invoice) => may("edit", invoice)}
    />
  );
};
