import type { Customer } from "@gatehouse/shared/customers";
import BusinessIcon from "@mui/icons-material/Business";
import { ListItemText } from "@mui/material";
import {
  AutocompleteInput,
  BulkDeleteButton,
  CreateButton,
  DataTable,
  EmailField,
  List,
  SearchInput,
  useCanAccess,
} from "react-admin";
import { useAccessCheck } from "../access/use-access-check.ts";
import { CardList } from "../lists/CardList.tsx";
import { EmptyState } from "../lists/EmptyState.tsx";
import { ListActions } from "../lists/ListActions.tsx";
import { RecordLink } from "../lists/RecordLink.tsx";
import { shortText } from "../lists/short-text.ts";
import { useIsSmall } from "../lists/use-is-small.ts";
import { CurrencyInput } from "../money/CurrencyInput.tsx";
import { countryChoices, countryName } from "./countries.ts";

const filters = [
  <SearchInput key="q" source="q" alwaysOn placeholder="Search customers" />,
  <AutocompleteInput key="country" source="country" choices={countryChoices} />,
  <CurrencyInput key="currency" source="currency" />,
];

const bulkActions = <BulkDeleteButton mutationMode="pessimistic" />;

const Column = DataTable.Col<Customer>;

export const CustomerList = () => {
  const isSmall = useIsSmall();
  return (
    <List
      filters={filters}
      actions={<ListActions createLabel="New customer" sortFields={["name", "city", "country"]} />}
      empty={<NoCustomers />}
      exporter={false}
      perPage={25}
      sort={{ field: "name", order: "ASC" }}
    >
      {isSmall ? <CustomerCards /> : <CustomerTable />}
    </List>
  );
};

const CustomerTable = () => {
  const may = useAccessCheck("customers");
  return (
    <DataTable
      rowClick="show"
      hiddenColumns={["phone", "taxId", "createdAt"]}
      bulkActionButtons={may("delete") && bulkActions}
    >
      <Column source="name" sx={shortText} render={nameLink} />
      <Column source="email" field={EmailField} sx={shortText} />
      <Column source="phone" disableSort />
      <Column source="taxId" label="Tax number" disableSort />
      <Column source="city" sx={shortText} dir="auto" />
      <Column source="country" render={({ country }) => countryName(country)} />
      <Column source="currency" />
    </DataTable>
  );
};

const nameLink = ({ name }: Customer) => (
  <RecordLink>
    <bdi title={name}>{name}</bdi>
  </RecordLink>
);

const placeOf = ({ city, country }: Customer) => (
  <>
    {city && (
      <>
        <bdi>{city}</bdi>,{" "}
      </>
    )}
    {countryName(country)}
  </>
);

const card = (customer: Customer) => (
  <ListItemText primary={<bdi>{customer.name}</bdi>} secondary={placeOf(customer)} />
);

const CustomerCards = () => {
  const may = useAccessCheck("customers");
  return <CardList<Customer> card={card} bulkActions={may("delete") && bulkActions} />;
};

const NoCustomers = () => {
  const { canAccess: canCreate } = useCanAccess({ resource: "customers", action: "create" });
  return (
    <EmptyState
      icon={<BusinessIcon />}
      title="No customers yet"
      action={canCreate && <CreateButton label="New customer" variant="contained" />}
    >
      Invoices are written to customers. {canCreate ? "Add the first one." : "Clerks add them."}
    </EmptyState>
  );
};
