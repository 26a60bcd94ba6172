import type { Currency } from "@gatehouse/shared/currencies";
import type { Dashboard } from "@gatehouse/shared/dashboard";
import { Box, Card, CardActionArea, Typography } from "@mui/material";
import { Link } from "react-router";
import { outstandingStatuses, yesterday } from "../invoices/invoice-state.ts";
import { listPath } from "../lists/list-path.ts";
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
  const count = new Intl.NumberFormat();
  return (
    <Box
      sx={{ display: "grid", gap: 2, gridTemplateColumns: "repeat(auto-fit, minmax(min(100%, 220px), 1fr))" }}
    >
      <Figure
        title="Outstanding"
        {...asWords(inCurrency(dashboard.outstanding, currency), currency)}
        to={listPath("invoices", outstanding)}
      />
      <Figure
        title="Overdue"
        {...asWords(inCurrency(dashboard.overdue, currency), currency)}
        to={listPath("invoices", { ...outstanding, dueDate_lte: yesterday() })}
        isAlarming={inCurrency(dashboard.overdue, currency).count > 0}
      />
      <Figure
        title="Customers"
        value={count.format(dashboard.customers)}
        detail="in all currencies"
        to="/customers"
      />
    </Box>
  );
};

const asWords = ({ count, total }: { count: number; total: number }, currency: Currency) => ({
  value: formatMoney(total, currency),
  detail: `${new Intl.NumberFormat().format(count)} ${count === 1 ? "invoice" : "invoices"}`,
});

interface FigureProps {
  title: string;
  value: string;
  detail: string;
  to: string;
  isAlarming?: boolean;
}

const Figure = ({ title, value, detail, to, isAlarming = false }: FigureProps) => (
  <Card variant="outlined">
    <CardActionArea component={Link} to={to} sx={{ p: 2, height: 1 }}>
      <Typography variant="body2" color="textSecondary">
        {title}
      </Typography>
      <Typography
        variant="h5"
        component="p"
        color={isAlarming ? "error" : "textPrimary"}
        sx={{ fontWeight: 600, fontVariantNumeric: "tabular-nums", overflowWrap: "anywhere" }}
      >
        {value}
      </Typography>
      <Typography variant="body2" color="textSecondary">
        {detail}
      </Typography>
    </CardActionArea>
  </Card>
);
