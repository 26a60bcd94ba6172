import { BulkDeleteButton } from "react-admin";
import { BulkDueDateButton } from "./BulkDueDateButton.tsx";

/** Both are one request for all that are selected, all or nothing; the API refuses what is no draft of one's own. */
export const InvoiceBulkActions = () => (
  <>
    <BulkDueDateButton />
    <BulkDeleteButton mutationMode="pessimistic" />
  </>
);
