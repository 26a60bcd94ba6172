import { Show } from "react-admin";
import { RecordTimeline } from "../audit-events/RecordTimeline.tsx";
import { PageSection } from "../layout/PageSection.tsx";
import { CustomerFacts } from "./CustomerFacts.tsx";
import { CustomerInvoices } from "./CustomerInvoices.tsx";

export const CustomerShow = () => (
  <Show>
    <CustomerFacts />
    <PageSection title="Invoices">
      <CustomerInvoices />
    </PageSection>
    <RecordTimeline />
  </Show>
);
