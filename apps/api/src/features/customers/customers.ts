import { Customer, CustomerCreate } from "@gatehouse/shared/customers";
import { defineResource, type ChangeContext } from "../../resources/resource.ts";

export interface CustomersOptions {
  /** What else shows a customer's name, and must follow when it changes. */
  onRenamed: (customer: Customer, context: ChangeContext) => Promise<void>;
}

const ownFields = [
  "name",
  "email",
  "phone",
  "taxId",
  "street",
  "postalCode",
  "city",
  "country",
  "currency",
  "notes",
] as const;

const listed = ["name", "email", "taxId", "city", "country", "currency", "createdAt", "updatedAt"] as const;

/** Those to whom invoices are written. */
export const createCustomers = ({ onRenamed }: CustomersOptions) =>
  defineResource({
    name: "customers",
    noun: "customer",
    table: "customers",
    schema: Customer,
    create: CustomerCreate,
    writable: ownFields,
    isDeletable: true,
    sortable: listed,
    filterable: listed,
    search: {
      text: ({ name, email, phone, taxId, street, postalCode, city, notes }) => [
        name,
        email,
        phone,
        taxId,
        street,
        postalCode,
        city,
        notes,
      ],
    },
    hooks: {
      async written(after, before, context) {
        if (before && before.name !== after.name) await onRenamed(after, context);
      },
    },
  });
