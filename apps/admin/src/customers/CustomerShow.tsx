import { Show } from "react-admin";
import { RecordTimeline } from "../audit-events/RecordTimeline.tsx";
import { PageSection } from "../layout/PageSection.tsx";
import { CustomerActions } from "./CustomerActions.tsx";
import { CustomerFacts } from "./CustomerFacts.tsx";
import { CustomerInvoices } from "./CustomerInvoices.tsx";

export const CustomerShow = () => (
  <Show actions={<CustomerActions />}>
    <CustomerFacts />
    <PageSection title="Invoices">
      <CustomerInvoices />
    </PageSection>
    <RecordTimeline />
  </Show>
);
