/** The lines in the maps: after the line that names customers there, one that names suppliers. */
export const supplierLines: readonly { file: string; after: string; line: string }[] = [
  {
    file: "packages/shared/src/permissions.ts",
    after: 'import { customersAccess } from "./customers.ts";',
    line: 'import { suppliersAccess } from "./suppliers.ts";',
  },
  {
    file: "packages/shared/src/permissions.ts",
    after: "  customers: customersAccess,",
    line: "  suppliers: suppliersAccess,",
  },
  {
    file: "apps/api/src/database/migrations/index.ts",
    after: 'import * as createCustomers from "./011-create-customers.ts";',
    line: 'import * as createSuppliers from "./090-create-suppliers.ts";',
  },
  {
    file: "apps/api/src/database/migrations/index.ts",
    after: '  "011-create-customers": createCustomers,',
    line: '  "090-create-suppliers": createSuppliers,',
  },
  {
    file: "apps/api/src/database/tables.ts",
    after: "  customers: CustomerTable;",
    line: "  suppliers: RecordTable & { name: string; city: string | null; rating: number };",
  },
  {
    file: "apps/api/src/app.ts",
    after: 'import { invoices } from "./features/invoices/invoices.ts";',
    line: 'import { suppliers } from "./features/suppliers/suppliers.ts";',
  },
  {
    file: "apps/api/src/app.ts",
    after: "  registerResource(api, context, invoices);",
    line: "  registerResource(api, context, suppliers);",
  },
  {
    file: "apps/admin/src/App.tsx",
    after: 'import { sessions } from "./sessions/index.ts";',
    line: 'import { suppliers } from "./suppliers/index.ts";',
  },
  {
    file: "apps/admin/src/App.tsx",
    after: "      <Resource {...customers} />",
    line: "      <Resource {...suppliers} />",
  },
];
