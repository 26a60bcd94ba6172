import type { Currency } from "@gatehouse/shared/currencies";
import type { Dashboard } from "@gatehouse/shared/dashboard";
import { outstandingStatuses, yesterday } from "../invoices/invoice-state.ts";
import { FigureCard, FigureGrid } from "../layout/FigureCard.tsx";
import { listPath } from "../lists/list-path.ts";
import { formatNumber } from "../money/format-number.ts";
import { formatMoney } from "../money/money.ts";

interface FigureCardsProps {
  dashboard: Dashboard;
  currency: Currency;
}

const inCurrency = (figures: Dashboard["outstanding"], currency: Currency) =>
  figures.find((figure) => figure.currency === currency) ?? { count: 0, total: 0 };

/** Outstanding and overdue, each a link to the invoices it counts. */
export const FigureCards = ({ dashboard, currency }: FigureCardsProps) => {
  const outstanding = { status: [...outstandingStatuses], currency };
  return (
    <FigureGrid>
      <FigureCard
        title="Outstanding"
        {...asWords(inCurrency(dashboard.outstanding, currency), currency)}
        to={listPath("invoices", outstanding)}
      />
      <FigureCard
        title="Overdue"
        {...asWords(inCurrency(dashboard.overdue, currency), currency)}
        to={listPath("invoices", { ...outstanding, dueDate_lte: yesterday() })}
        isAlarming={inCurrency(dashboard.overdue, currency).count > 0}
      />
      <FigureCard
        title="Customers"
        value={formatNumber(dashboard.customers)}
        detail="in all currencies"
        to="/customers"
      />
    </FigureGrid>
  );
};

const asWords = ({ count, total }: { count: number; total: number }, currency: Currency) => ({
  value: formatMoney(total, currency),
  detail: `${formatNumber(count)} ${count === 1 ? "invoice" : "invoices"}`,
});
