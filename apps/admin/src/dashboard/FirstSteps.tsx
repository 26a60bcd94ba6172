import InsightsIcon from "@mui/icons-material/Insights";
import { Button, Card } from "@mui/material";
import { useCanAccess } from "react-admin";
import { Link } from "react-router";
import { EmptyState } from "../lists/EmptyState.tsx";

/** The dashboard of a fresh installation: there are no figures before the first invoice. */
export const FirstSteps = ({ hasCustomers }: { hasCustomers: boolean }) => {
  const next = hasCustomers ? "invoices" : "customers";
  const { canAccess: canCreate } = useCanAccess({ resource: next, action: "create" });
  return (
    <Card variant="outlined">
      <EmptyState
        icon={<InsightsIcon />}
        title="No figures yet"
        action={
          canCreate && (
            <Button component={Link} to={`/${next}/create`} variant="contained">
              {hasCustomers ? "Write the first invoice" : "Add the first customer"}
            </Button>
          )
        }
      >
        Outstanding and overdue amounts appear here with the first invoice.
      </EmptyState>
    </Card>
  );
};
