import { Divider, Stack } from "@mui/material";
import { DateInput, required, TextInput } from "react-admin";
import { UnsavedEdit } from "../session/UnsavedEdit.tsx";
import { CustomerInput } from "./CustomerInput.tsx";
import { InvoiceCurrencyInput } from "./InvoiceCurrencyInput.tsx";
import { LinesInput } from "./LinesInput.tsx";
import { ReferenceInputWithWarning } from "./ReferenceInputWithWarning.tsx";
import { LiveTotals } from "./LiveTotals.tsx";

const row = {
  direction: { xs: "column", sm: "row" },
  spacing: { xs: 0, sm: 2 },
  sx: { width: 1 },
} as const;

const notBeforeIssue = (dueDate: unknown, { issueDate }: Record<string, unknown>) =>
  typeof dueDate === "string" && typeof issueDate === "string" && dueDate < issueDate
    ? "Must not be before the day of issue"
    : undefined;

const dueDateRules = [required(), notBeforeIssue];

/** The form of an invoice, the same for a new and an existing one. */
export const InvoiceInputs = () => (
  <>
    <UnsavedEdit />
    <Stack {...row}>
      <CustomerInput />
      <ReferenceInputWithWarning />
    </Stack>
    <Stack {...row}>
      <DateInput source="issueDate" label="Issued" validate={required()} />
      <DateInput source="dueDate" label="Due" validate={dueDateRules} />
      <InvoiceCurrencyInput />
    </Stack>
    <LinesInput />
    <LiveTotals />
    <Divider flexItem sx={{ my: 1 }} />
    <TextInput source="notes" multiline minRows={2} />
  </>
);
