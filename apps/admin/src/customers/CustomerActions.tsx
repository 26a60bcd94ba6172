import type { Customer } from "@gatehouse/shared/customers";
import AddIcon from "@mui/icons-material/Add";
import { Button } from "@mui/material";
import { EditButton, TopToolbar, useCanAccess, useRecordContext } from "react-admin";
import { Link } from "react-router";
import { useMay } from "../access/use-may.ts";

/** What this person may do with this customer, and for him. */
export const CustomerActions = () => {
  const customer = useRecordContext<Customer>();
  const canEdit = useMay("customers", "edit", customer);
  const { canAccess: canInvoice } = useCanAccess({ resource: "invoices", action: "create" });
  if (!customer) return null;
  const invoice = { customerId: customer.id, currency: customer.currency };
  return (
    <TopToolbar>
      {canInvoice && (
        <Button
          component={Link}
          to="/invoices/create"
          state={{ record: invoice }}
          size="small"
          startIcon={<AddIcon />}
        >
          New invoice
        </Button>
      )}
      {canEdit && <EditButton />}
    </TopToolbar>
  );
};
