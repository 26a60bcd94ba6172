import type { Invoice } from "@gatehouse/shared/invoices";
import { DataTable } from "react-admin";
import { useAccessCheck } from "../access/use-access-check.ts";
import { CustomerName } from "../customers/CustomerName.tsx";
import { DayField } from "../dates/DayField.tsx";
import { MomentField } from "../dates/MomentField.tsx";
import { shortText } from "../lists/short-text.ts";
import { MoneyField } from "../money/MoneyField.tsx";
import { PersonName } from "../people/PersonName.tsx";
import { InvoiceNumber } from "./InvoiceNumber.tsx";
import { DueDate } from "./DueDate.tsx";
import { InvoiceBulkActions } from "./InvoiceBulkActions.tsx";
import { InvoiceStatusChip } from "./InvoiceStatusChip.tsx";

const Column = DataTable.Col<Invoice>;

const shorterText = { ...shortText, maxWidth: 220 };

const hiddenAtFirst = ["reference", "currency", "createdBy", "subtotal", "tax", "createdAt", "paidAt"];

export const InvoiceTable = () => {
  const may = useAccessCheck("invoices");
  return (
    <DataTable
      rowClick="show"
      hiddenColumns={hiddenAtFirst}
      bulkActionButtons={may("edit") && <InvoiceBulkActions />}
      isRowSelectable={(invoice: Invoice) => may("edit", invoice)}
    >
      <Column source="number">
        <InvoiceNumber />
      </Column>
      <Column source="customerId" label="Customer" disableSort sx={shorterText}>
        <CustomerName />
      </Column>
      <Column source="reference" sx={shortText} dir="auto" />
      <Column source="status" render={({ status }) => <InvoiceStatusChip status={status} />} />
      <Column source="issueDate" label="Issued" field={DayField} />
      <Column source="dueDate" label="Due">
        <DueDate />
      </Column>
      <Column source="currency" />
      <Column source="subtotal" align="right" disableSort field={MoneyField} />
      <Column source="tax" align="right" disableSort field={MoneyField} />
      <Column source="total" align="right" field={MoneyField} />
      <Column source="createdBy" label="Written by" disableSort>
        <PersonName source="createdBy" />
      </Column>
      <Column source="paidAt" label="Paid on" disableSort field={MomentField} />
      <Column source="createdAt" label="Written on" field={MomentField} />
    </DataTable>
  );
};
