import type { Currency } from "@gatehouse/shared/currencies";
import type { Dashboard } from "@gatehouse/shared/dashboard";
import { Box, Card, CardContent, Typography, useTheme } from "@mui/material";
import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { formatCompact, formatMoney } from "../money/money.ts";
import { lastTwelveMonths, monthWords } from "./months.ts";

/** Invoiced by month of issue, in one currency; months without an invoice are there, empty. */
export const MonthChart = ({ dashboard, currency }: { dashboard: Dashboard; currency: Currency }) => {
  const { palette } = useTheme();
  const totals = new Map(
    dashboard.byMonth.filter((row) => row.currency === currency).map(({ month, total }) => [month, total]),
  );
  const data = lastTwelveMonths().map((month) => ({ month, total: totals.get(month) ?? 0 }));
  const axis = { stroke: palette.text.secondary, fontSize: 12, tickLine: false };
  return (
    <Card variant="outlined" sx={{ minWidth: 0 }}>
      <CardContent>
        <Typography variant="h6" component="h2" gutterBottom>
          Invoiced by month, {currency}
        </Typography>
        <Box sx={{ height: 300 }}>
          <ResponsiveContainer width="100%" height="100%">
            <BarChart
              title={`Invoiced by month, ${currency}`}
              data={data}
              margin={{ top: 8, right: 8, bottom: 0, left: 0 }}
            >
              <CartesianGrid stroke={palette.divider} vertical={false} />
              <XAxis dataKey="month" tickFormatter={monthWords.short} {...axis} />
              <YAxis width={52} tickFormatter={(value: number) => formatCompact(value, currency)} {...axis} />
              <Tooltip
                cursor={{ fill: palette.action.hover }}
                contentStyle={{
                  background: palette.background.paper,
                  borderColor: palette.divider,
                  color: palette.text.primary,
                }}
                labelFormatter={(month) => monthWords.long(month as string)}
                formatter={(value) => [formatMoney(Number(value), currency), "Invoiced"]}
              />
              <Bar
                dataKey="total"
                fill={palette.primary.main}
                radius={[4, 4, 0, 0]}
                isAnimationActive={false}
              />
            </BarChart>
          </ResponsiveContainer>
        </Box>
      </CardContent>
    </Card>
  );
};
