import type { Invoice } from "@gatehouse/shared/invoices";
import { DataTable, DateField } from "react-admin";
import { CustomerName } from "../customers/CustomerName.tsx";
import { shortText } from "../lists/short-text.ts";
import { MoneyField } from "../money/MoneyField.tsx";
import { PersonName } from "../people/PersonName.tsx";
import { DueDate } from "./DueDate.tsx";
import { InvoiceBulkActions } from "./InvoiceBulkActions.tsx";
import { InvoiceStatusChip } from "./InvoiceStatusChip.tsx";

const Column = DataTable.Col<Invoice>;

const hiddenAtFirst = ["reference", "currency", "createdBy", "subtotal", "tax", "createdAt", "paidAt"];

export const InvoiceTable = () => (
  <DataTable rowClick="show" hiddenColumns={hiddenAtFirst} bulkActionButtons={<InvoiceBulkActions />}>
    <Column source="number" render={({ number }) => number ?? "–"} />
    <Column source="customerId" label="Customer" disableSort sx={shortText}>
      <CustomerName />
    </Column>
    <Column source="reference" sx={shortText} dir="auto" />
    <Column source="status" render={({ status }) => <InvoiceStatusChip status={status} />} />
    <Column source="issueDate" label="Issued" field={DateField} />
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
    <Column source="paidAt" label="Paid" disableSort field={DateField} />
    <Column source="createdAt" label="Written" field={DateField} />
  </DataTable>
);
