import type { Currency } from "@gatehouse/shared/currencies";
import type { Dashboard } from "@gatehouse/shared/dashboard";
import { invoiceStatuses } from "@gatehouse/shared/invoices";
import { Card, CardContent, Link, Table, TableBody, TableCell, TableRow, Typography } from "@mui/material";
import { Link as RouterLink } from "react-router";
import { InvoiceStatusChip } from "../invoices/InvoiceStatusChip.tsx";
import { listPath } from "../lists/list-path.ts";
import { formatNumber } from "../money/format-number.ts";
import { formatMoney } from "../money/money.ts";

/** How many invoices are in each state, and their sum, in one currency; each state leads to them. */
export const StatusTable = ({ dashboard, currency }: { dashboard: Dashboard; currency: Currency }) => (
  <Card variant="outlined">
    <CardContent>
      <Typography variant="h6" component="h2" gutterBottom>
        By state
      </Typography>
      <Table size="small" aria-label="Invoices by state">
        <TableBody>
          {invoiceStatuses.map((status) => {
            const figure = dashboard.byStatus.find(
              (row) => row.status === status && row.currency === currency,
            );
            return (
              <TableRow key={status} sx={{ "& td, & th": { px: 0.5 }, "&:last-child > *": { border: 0 } }}>
                <TableCell component="th" scope="row">
                  <Link
                    component={RouterLink}
                    to={listPath("invoices", { status: [status], currency })}
                    underline="none"
                  >
                    <InvoiceStatusChip status={status} />
                  </Link>
                </TableCell>
                <TableCell align="right">{formatNumber(figure?.count ?? 0)}</TableCell>
                <TableCell align="right" sx={{ fontVariantNumeric: "tabular-nums" }}>
                  {formatMoney(figure?.total ?? 0, currency)}
                </TableCell>
              </TableRow>
            );
          })}
        </TableBody>
      </Table>
    </CardContent>
  </Card>
);
