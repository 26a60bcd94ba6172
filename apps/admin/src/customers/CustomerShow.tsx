import { Divider, Stack, Typography } from "@mui/material";
import { Show } from "react-admin";
import { RecordTimeline } from "../audit-events/RecordTimeline.tsx";
import { CustomerFacts } from "./CustomerFacts.tsx";
import { CustomerInvoices } from "./CustomerInvoices.tsx";

export const CustomerShow = () => (
  <Show>
    <CustomerFacts />
    <Divider />
    <Stack component="section" spacing={1} sx={{ p: 2, minWidth: 0 }}>
      <Typography variant="h6" component="h2">
        Invoices
      </Typography>
      <CustomerInvoices />
    </Stack>
    <RecordTimeline />
  </Show>
);
