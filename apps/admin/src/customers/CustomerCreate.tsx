import { Create, SimpleForm } from "react-admin";
import { CustomerInputs } from "./CustomerInputs.tsx";

export const CustomerCreate = () => (
  <Create title="New customer" redirect="show">
    <SimpleForm noValidate warnWhenUnsavedChanges>
      <CustomerInputs />
    </SimpleForm>
  </Create>
);
