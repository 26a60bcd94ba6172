import { Edit, SimpleForm } from "react-admin";
import { ConflictDialog } from "../conflicts/ConflictDialog.tsx";
import { useConflict } from "../conflicts/use-conflict.ts";
import { editedInvoiceFields } from "./invoice-fields.tsx";
import { InvoiceInputs } from "./InvoiceInputs.tsx";
import { OnlyDrafts } from "./OnlyDrafts.tsx";

export const InvoiceEdit = () => {
  const { current, onError, close } = useConflict();
  return (
    <Edit mutationMode="pessimistic" redirect="show" mutationOptions={{ onError }}>
      <OnlyDrafts>
        <SimpleForm noValidate warnWhenUnsavedChanges>
          <InvoiceInputs />
          <ConflictDialog current={current} close={close} fields={editedInvoiceFields} />
        </SimpleForm>
      </OnlyDrafts>
    </Edit>
  );
};
