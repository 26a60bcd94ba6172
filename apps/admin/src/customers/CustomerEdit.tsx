import { Edit, SimpleForm } from "react-admin";
import { ConflictDialog } from "../conflicts/ConflictDialog.tsx";
import { useConflict } from "../conflicts/use-conflict.ts";
import { customerFields } from "./customer-fields.ts";
import { CustomerInputs } from "./CustomerInputs.tsx";

export const CustomerEdit = () => {
  const { current, onError, close } = useConflict();
  return (
    <Edit mutationMode="pessimistic" redirect="show" mutationOptions={{ onError }}>
      <SimpleForm noValidate warnWhenUnsavedChanges>
        <CustomerInputs />
        <ConflictDialog current={current} close={close} fields={customerFields} />
      </SimpleForm>
    </Edit>
  );
};
