import { Type, type Static } from "typebox";
import { Country } from "./countries.ts";
import { Currency } from "./currencies.ts";
import { exampleRecord, Email, Nullable, recordFields, Strict, Text } from "./fields.ts";
import type { ResourceAccess } from "./permissions.ts";

const exampleCustomer = {
  name: "Müller & Söhne",
  email: "buchhaltung@mueller.example",
  phone: "+49 221 000000",
  taxId: "DE000000000",
  street: "Hohe Straße 1",
  postalCode: "50667",
  city: "Köln",
  country: "DE",
  currency: "EUR",
  notes: null,
};

const ownFields = {
  name: Text(200, 1),
  email: Nullable(Email),
  phone: Nullable(Text(50)),
  taxId: Nullable(Text(50)),
  street: Nullable(Text(200)),
  postalCode: Nullable(Text(20)),
  city: Nullable(Text(100)),
  country: Country,
  currency: Currency,
  notes: Nullable(Text(5000)),
};

export const Customer = Strict(
  { ...recordFields, ...ownFields },
  { $id: "Customer", examples: [{ ...exampleRecord, ...exampleCustomer }] },
);
export type Customer = Static<typeof Customer>;

const { email, phone, taxId, street, postalCode, city, notes } = ownFields;

export const CustomerCreate = Strict(
  {
    name: ownFields.name,
    country: ownFields.country,
    currency: ownFields.currency,
    email: Type.Optional(email),
    phone: Type.Optional(phone),
    taxId: Type.Optional(taxId),
    street: Type.Optional(street),
    postalCode: Type.Optional(postalCode),
    city: Type.Optional(city),
    notes: Type.Optional(notes),
  },
  { $id: "CustomerCreate", examples: [exampleCustomer] },
);
export type CustomerCreate = Static<typeof CustomerCreate>;

const maintain = { list: true, show: true, create: true, edit: true, delete: true, export: true } as const;
const read = { list: true, show: true, export: true } as const;

export const customersAccess: ResourceAccess = {
  admin: maintain,
  approver: read,
  clerk: maintain,
  viewer: read,
};
