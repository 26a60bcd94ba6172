import type { Invoice } from "@gatehouse/shared/invoices";
import { TextInput, useGetList, useRecordContext } from "react-admin";
import { useWatch } from "react-hook-form";

/** The customer's own reference; says so when another invoice of the same customer has it already. */
export const ReferenceInputWithWarning = () => {
  const warning = useDuplicateWarning();
  return <TextInput source="reference" label="Customer's reference" helperText={warning ?? false} />;
};

function useDuplicateWarning(): string | undefined {
  const id = useRecordContext<Invoice>()?.id;
  const [customerId, reference] = useWatch({ name: ["customerId", "reference"] }) as [unknown, unknown];
  const filter = { customerId, reference, ...(id !== undefined && { id_neq: id }) };
  const { total } = useGetList<Invoice>(
    "invoices",
    { filter, pagination: { page: 1, perPage: 1 } },
    { enabled: Boolean(customerId && reference) },
  );
  return total ? "This customer already has an invoice with this reference." : undefined;
}
