import ReceiptLongIcon from "@mui/icons-material/ReceiptLong";
import { CreateButton, useCanAccess } from "react-admin";
import { EmptyState } from "../lists/EmptyState.tsx";

export const NoInvoices = () => {
  const { canAccess: canCreate } = useCanAccess({ resource: "invoices", action: "create" });
  return (
    <EmptyState
      icon={<ReceiptLongIcon />}
      title="No invoices yet"
      action={canCreate && <CreateButton label="New invoice" variant="contained" />}
    >
      {canCreate
        ? "Write the first one as a draft, then submit it. Someone else approves it before it is paid."
        : "Clerks write invoices and submit them. They appear here as soon as there is one."}
    </EmptyState>
  );
};
