import type { Currency } from "@gatehouse/shared/currencies";
import { invoiceStatuses } from "@gatehouse/shared/invoices";
import {
  AutocompleteInput,
  DateInput,
  ReferenceInput,
  SearchInput,
  SelectArrayInput,
  useListFilterContext,
} from "react-admin";
import { CurrencyInput } from "../money/CurrencyInput.tsx";
import { MoneyInput } from "../money/MoneyInput.tsx";
import { statusLabels } from "./status-labels.ts";

const statusChoices = invoiceStatuses.map((id) => ({ id, name: statusLabels[id] }));

/** An amount in major units of the currency that is filtered for, or of two digits. */
const TotalFilter = (props: { source: string; label: string }) => {
  const filter = useListFilterContext().filterValues as { currency?: Currency };
  return <MoneyInput {...props} currency={filter.currency} />;
};

const searchCustomers = (text: string) => ({ q: text });

export const invoiceFilters = [
  <SearchInput key="q" source="q" alwaysOn placeholder="Search invoices" />,
  <SelectArrayInput key="status" source="status" choices={statusChoices} />,
  <ReferenceInput key="customerId" source="customerId" reference="customers" label="Customer">
    <AutocompleteInput label="Customer" filterToQuery={searchCustomers} />
  </ReferenceInput>,
  <CurrencyInput key="currency" source="currency" />,
  <DateInput key="dueDate_gte" source="dueDate_gte" label="Due from" />,
  <DateInput key="dueDate_lte" source="dueDate_lte" label="Due until" />,
  <TotalFilter key="total_gte" source="total_gte" label="Total from" />,
  <TotalFilter key="total_lte" source="total_lte" label="Total up to" />,
];
