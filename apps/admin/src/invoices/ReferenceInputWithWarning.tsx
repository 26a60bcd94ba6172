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
  const { data } = useGetList<Invoice>(
    "invoices",
    { filter: { customerId, reference }, pagination: { page: 1, perPage: 2 } },
    { enabled: Boolean(customerId && reference) },
  );
  const hasOther = data?.some((invoice) => invoice.id !== id) ?? false;
  return hasOther ? "This customer already has an invoice with this reference." : undefined;
}
