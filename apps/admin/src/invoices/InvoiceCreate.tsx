import { Create, SimpleForm } from "react-admin";
import { newInvoice } from "./new-invoice.ts";
import { InvoiceInputs } from "./InvoiceInputs.tsx";

export const InvoiceCreate = () => (
  <Create title="New invoice" redirect="show">
    <SimpleForm noValidate defaultValues={newInvoice} warnWhenUnsavedChanges>
      <InvoiceInputs />
    </SimpleForm>
  </Create>
);
