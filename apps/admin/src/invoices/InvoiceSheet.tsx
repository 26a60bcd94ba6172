import type { Invoice } from "@gatehouse/shared/invoices";
import { Alert, Box, Divider, Stack, Typography } from "@mui/material";
import { Labeled, TextField, useRecordContext } from "react-admin";
import { CustomerName } from "../customers/CustomerName.tsx";
import { DayField } from "../dates/DayField.tsx";
import { MomentField } from "../dates/MomentField.tsx";
import { PersonName } from "../people/PersonName.tsx";
import { DueDate } from "./DueDate.tsx";
import { InvoiceLines } from "./InvoiceLines.tsx";
import { InvoiceStatusChip } from "./InvoiceStatusChip.tsx";
import { Totals } from "./Totals.tsx";

const facts = {
  display: "grid",
  gap: 2,
  gridTemplateColumns: { xs: "1fr 1fr", md: "repeat(4, minmax(0, 1fr))" },
  "& > *": { minWidth: 0, overflowWrap: "anywhere" },
};

/** The invoice as one reads it: who, when, what and how much. */
export const InvoiceSheet = () => {
  const invoice = useRecordContext<Invoice>();
  if (!invoice) return null;
  return (
    <Stack spacing={2} sx={{ p: 2 }}>
      <Stack direction="row" spacing={2} sx={{ alignItems: "center", flexWrap: "wrap" }}>
        <Typography variant="h5" component="h2">
          {invoice.number ?? "No number yet"}
        </Typography>
        <InvoiceStatusChip status={invoice.status} />
      </Stack>
      {invoice.rejectionReason && <Reason {...invoice} rejectionReason={invoice.rejectionReason} />}
      <Facts />
      <Divider />
      <InvoiceLines lines={invoice.lines} currency={invoice.currency} />
      <Totals {...invoice} />
      {invoice.notes && (
        <Labeled label="Notes">
          <TextField source="notes" dir="auto" sx={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }} />
        </Labeled>
      )}
    </Stack>
  );
};

const Reason = ({ status, rejectionReason }: { status: Invoice["status"]; rejectionReason: string }) => (
  <Alert severity={status === "rejected" ? "error" : "info"}>
    {status === "void" ? "Voided: " : "Rejected: "}
    <bdi>{rejectionReason}</bdi>
  </Alert>
);

const Facts = () => (
  <Box sx={facts}>
    <Labeled label="Customer">
      <CustomerName isLink />
    </Labeled>
    <Labeled label="Customer's reference">
      <TextField source="reference" dir="auto" emptyText="–" />
    </Labeled>
    <Labeled label="Issued">
      <DayField source="issueDate" />
    </Labeled>
    <Labeled label="Due">
      <DueDate />
    </Labeled>
    <Labeled label="Written by">
      <PersonName source="createdBy" />
    </Labeled>
    <Labeled label="Submitted by">
      <PersonName source="submittedBy" />
    </Labeled>
    <Labeled label="Decided by">
      <PersonName source="decidedBy" />
    </Labeled>
    <Labeled label="Paid">
      <MomentField source="paidAt" emptyText="–" />
    </Labeled>
  </Box>
);
