import type { Invoice } from "@gatehouse/shared/invoices";
import { DeleteButton, EditButton, TopToolbar, useRecordContext } from "react-admin";
import { useMay } from "../access/use-may.ts";
import { TransitionButton } from "./TransitionButton.tsx";
import { transitionNames } from "./transition-words.ts";

/** What this person may do with this invoice in its present state. */
export const InvoiceActions = () => {
  const invoice = useRecordContext<Invoice>();
  const canEdit = useMay("invoices", "edit", invoice);
  const canDelete = useMay("invoices", "delete", invoice);
  if (!invoice) return null;
  return (
    <TopToolbar sx={{ flexWrap: "wrap", gap: 1 }}>
      {transitionNames.map((transition) => (
        <TransitionButton key={transition} transition={transition} invoice={invoice} />
      ))}
      {canEdit && <EditButton />}
      {canDelete && <DeleteButton mutationMode="pessimistic" />}
    </TopToolbar>
  );
};
