import type { Dashboard } from "@gatehouse/shared/dashboard";
import type { Reader } from "../../database/database.ts";

const months = 12;

/** States in which an invoice is owed. */
const outstanding = ["submitted", "approved"] as const;

/** States in which an invoice counts as turnover. */
const issued = [...outstanding, "paid"] as const;

/** The figures of the first page as of a calendar day, read from indexes alone. */
export async function readDashboard(reader: Reader, today: string): Promise<Dashboard> {
  const [byStatus, overdue, byMonth, customers] = await Promise.all([
    sumByStatus(reader),
    sumOverdue(reader, today),
    sumByMonth(reader, firstMonth(today)),
    reader
      .selectFrom("customers")
      .select((eb) => eb.fn.countAll<number>().as("count"))
      .executeTakeFirstOrThrow(),
  ]);
  return { outstanding: sumOutstanding(byStatus), overdue, byStatus, byMonth, customers: customers.count };
}

/** The first day of the oldest month shown. */
function firstMonth(today: string): string {
  const date = new Date(`${today.slice(0, 7)}-01T00:00:00Z`);
  date.setUTCMonth(date.getUTCMonth() - months + 1);
  return date.toISOString().slice(0, 10);
}

function sumOutstanding(byStatus: Dashboard["byStatus"]): Dashboard["outstanding"] {
  const sums = new Map<string, Dashboard["outstanding"][number]>();
  for (const { status, currency, count, total } of byStatus) {
    if (!(outstanding as readonly string[]).includes(status)) continue;
    const sum = sums.get(currency) ?? { currency, count: 0, total: 0 };
    sums.set(currency, { currency, count: sum.count + count, total: sum.total + total });
  }
  return [...sums.values()].toSorted((a, b) => (a.currency < b.currency ? -1 : 1));
}

const sumByStatus = (reader: Reader): Promise<Dashboard["byStatus"]> =>
  reader
    .selectFrom("invoices")
    .select((eb) => [
      "status",
      "currency",
      eb.fn.countAll<number>().as("count"),
      eb.fn.sum<number>("total").as("total"),
    ])
    .groupBy(["status", "currency"])
    .orderBy("status")
    .orderBy("currency")
    .execute();

const sumOverdue = (reader: Reader, today: string): Promise<Dashboard["overdue"]> =>
  reader
    .selectFrom("invoices")
    .select((eb) => [
      "currency",
      eb.fn.countAll<number>().as("count"),
      eb.fn.sum<number>("total").as("total"),
    ])
    .where("status", "in", outstanding)
    .where("due_date", "<", today)
    .groupBy("currency")
    .orderBy("currency")
    .execute();

const sumByMonth = (reader: Reader, from: string): Promise<Dashboard["byMonth"]> =>
  reader
    .selectFrom("invoices")
    .select((eb) => [
      eb.fn<string>("substr", ["issue_date", eb.lit(1), eb.lit(7)]).as("month"),
      "currency",
      eb.fn.countAll<number>().as("count"),
      eb.fn.sum<number>("total").as("total"),
    ])
    .where("issue_date", ">=", from)
    .where("status", "in", issued)
    .groupBy((eb) => [eb.fn<string>("substr", ["issue_date", eb.lit(1), eb.lit(7)]), "currency"])
    .orderBy("month")
    .orderBy("currency")
    .execute();
