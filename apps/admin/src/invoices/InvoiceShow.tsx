import { Show } from "react-admin";
import { RecordTimeline } from "../audit-events/RecordTimeline.tsx";
import { InvoiceActions } from "./InvoiceActions.tsx";
import { InvoiceSheet } from "./InvoiceSheet.tsx";

export const InvoiceShow = () => (
  <Show actions={<InvoiceActions />} sx={{ "& .RaShow-main": { flexWrap: "wrap" } }}>
    <InvoiceSheet />
    <RecordTimeline />
  </Show>
);
