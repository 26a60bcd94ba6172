import { AutocompleteInput, type RaRecord, ReferenceInput, required } from "react-admin";
import { useFormContext } from "react-hook-form";

const search = (text: string) => ({ q: text });

/** Chooses the customer; a draft that has no amounts yet takes his currency. */
export const CustomerInput = () => {
  const { getValues, setValue } = useFormContext();
  const takeCurrency = (_id: string, customer: RaRecord | "") => {
    const lines = (getValues("lines") ?? []) as { unitPrice: number | null }[];
    if (customer && lines.every(({ unitPrice }) => !unitPrice)) {
      setValue("currency", customer["currency"], { shouldDirty: true });
    }
  };
  return (
    <ReferenceInput source="customerId" reference="customers" sort={{ field: "name", order: "ASC" }}>
      <AutocompleteInput
        label="Customer"
        filterToQuery={search}
        validate={required()}
        onChange={takeCurrency}
        noOptionsText="No such customer. New ones are added under Customers."
      />
    </ReferenceInput>
  );
};
