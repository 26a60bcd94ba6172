/** What a developer writes for the admin's side, by the README's step 4: the files' paths and texts. */
export const supplierPages: Readonly<Record<string, string>> = {
  "apps/admin/src/suppliers/index.ts": `
import FactoryIcon from "@mui/icons-material/Factory";
import type { ResourceProps } from "react-admin";
import { lazyPage } from "../layout/lazy-page.ts";

export const suppliers: ResourceProps = {
  name: "suppliers",
  icon: FactoryIcon,
  list: lazyPage(() => import("./SupplierList.tsx"), "SupplierList"),
  create: lazyPage(() => import("./SupplierCreate.tsx"), "SupplierCreate"),
  edit: lazyPage(() => import("./SupplierEdit.tsx"), "SupplierEdit"),
  show: lazyPage(() => import("./SupplierShow.tsx"), "SupplierShow"),
  recordRepresentation: "name",
};
`,
  "apps/admin/src/suppliers/SupplierInputs.tsx": `
import { NumberInput, required, TextInput } from "react-admin";
import { UnsavedEdit } from "../session/UnsavedEdit.tsx";

export const SupplierInputs = () => (
  <>
    <UnsavedEdit />
    <TextInput source="name" validate={required()} />
    <TextInput source="city" />
    <NumberInput source="rating" min={0} validate={required()} />
  </>
);
`,
  "apps/admin/src/suppliers/SupplierCreate.tsx": `
import { Create, SimpleForm } from "react-admin";
import { SupplierInputs } from "./SupplierInputs.tsx";

export const SupplierCreate = () => (
  <Create title="New supplier" redirect="show">
    <SimpleForm noValidate warnWhenUnsavedChanges>
      <SupplierInputs />
    </SimpleForm>
  </Create>
);
`,
  "apps/admin/src/suppliers/SupplierEdit.tsx": `
import { Edit, SimpleForm } from "react-admin";
import { ConflictDialog } from "../conflicts/ConflictDialog.tsx";
import { useConflict } from "../conflicts/use-conflict.ts";
import { SupplierInputs } from "./SupplierInputs.tsx";

const fields = [
  { source: "name", label: "Name" },
  { source: "city", label: "City" },
  { source: "rating", label: "Rating" },
];

export const SupplierEdit = () => {
  const { current, onError, close } = useConflict();
  return (
    <Edit mutationMode="pessimistic" redirect="show" mutationOptions={{ onError }}>
      <SimpleForm noValidate warnWhenUnsavedChanges>
        <SupplierInputs />
        <ConflictDialog current={current} close={close} fields={fields} />
      </SimpleForm>
    </Edit>
  );
};
`,
  "apps/admin/src/suppliers/SupplierList.tsx": `
import { DataTable, List, SearchInput } from "react-admin";
import { ListActions } from "../lists/ListActions.tsx";
import { RecordLink } from "../lists/RecordLink.tsx";

const filters = [<SearchInput key="q" source="q" alwaysOn />];

export const SupplierList = () => (
  <List
    filters={filters}
    actions={<ListActions createLabel="New supplier" />}
    empty={false}
    exporter={false}
    sort={{ field: "name", order: "ASC" }}
  >
    <DataTable rowClick="show">
      <DataTable.Col source="name" render={({ name }) => <RecordLink>{name}</RecordLink>} />
      <DataTable.Col source="city" />
      <DataTable.Col source="rating" />
    </DataTable>
  </List>
);
`,
  "apps/admin/src/suppliers/SupplierShow.tsx": `
import { NumberField, Show, SimpleShowLayout, TextField } from "react-admin";
import { RecordTimeline } from "../audit-events/RecordTimeline.tsx";

export const SupplierShow = () => (
  <Show>
    <SimpleShowLayout>
      <TextField source="name" />
      <TextField source="city" />
      <NumberField source="rating" />
    </SimpleShowLayout>
    <RecordTimeline />
  </Show>
);
`,
};
