import { Type, type Static } from "typebox";
import { Currency } from "./currencies.ts";
import { Strict } from "./fields.ts";
import { invoiceStatuses } from "./invoices.ts";

const Figure = Strict({ currency: Currency, count: Type.Integer(), total: Type.Integer() });

/** Figures of the admin's first page; amounts in minor units, never added across currencies. */
export const Dashboard = Strict(
  {
    outstanding: Type.Array(Figure, { description: "Submitted or approved, not yet paid." }),
    overdue: Type.Array(Figure, { description: "Outstanding and past the due date." }),
    byStatus: Type.Array(
      Strict({
        status: Type.Enum([...invoiceStatuses]),
        currency: Currency,
        count: Type.Integer(),
        total: Type.Integer(),
      }),
    ),
    byMonth: Type.Array(
      Strict({
        month: Type.String({ description: "YYYY-MM of the issue date, the last twelve." }),
        currency: Currency,
        count: Type.Integer(),
        total: Type.Integer(),
      }),
    ),
    customers: Type.Integer(),
  },
  {
    $id: "Dashboard",
    examples: [
      {
        outstanding: [{ currency: "EUR", count: 12, total: 240_000 }],
        overdue: [{ currency: "EUR", count: 2, total: 30_000 }],
        byStatus: [{ status: "draft", currency: "EUR", count: 4, total: 50_000 }],
        byMonth: [{ month: "2026-01", currency: "EUR", count: 31, total: 900_000 }],
        customers: 40,
      },
    ],
  },
);
export type Dashboard = Static<typeof Dashboard>;
