import type { Currency } from "@gatehouse/shared/currencies";
import { computeLine } from "@gatehouse/shared/invoice-totals";
import type { InvoiceLine } from "@gatehouse/shared/invoices";
import { Box, Stack, Table, TableBody, TableCell, TableHead, TableRow, Typography } from "@mui/material";
import { useIsSmall } from "../lists/use-is-small.ts";
import { formatNumber } from "../money/format-number.ts";
import { formatMoney } from "../money/money.ts";

interface InvoiceLinesProps {
  lines: readonly InvoiceLine[];
  currency: Currency;
}

/** The lines of an invoice, as a table or, where there is no room, one below the other. */
export const InvoiceLines = (props: InvoiceLinesProps) => {
  const isSmall = useIsSmall();
  if (props.lines.length === 0) return <Typography color="textSecondary">There are no lines yet.</Typography>;
  return isSmall ? <StackedLines {...props} /> : <LineTable {...props} />;
};

/** The first and the last column stand flush with what is above and below. */
const flush = {
  "& th:first-of-type, & td:first-of-type": { pl: 0 },
  "& th:last-of-type, & td:last-of-type": { pr: 0 },
};

const LineTable = ({ lines, currency }: InvoiceLinesProps) => (
  <Table size="small" aria-label="Lines" sx={flush}>
    <TableHead>
      <TableRow>
        <TableCell>Description</TableCell>
        <TableCell align="right">Quantity</TableCell>
        <TableCell align="right">Unit price</TableCell>
        <TableCell align="right">Tax</TableCell>
        <TableCell align="right">Amount</TableCell>
      </TableRow>
    </TableHead>
    <TableBody>
      {lines.map((line, index) => (
        <TableRow key={index} sx={{ "& td": { fontVariantNumeric: "tabular-nums" } }}>
          <TableCell dir="auto" sx={{ overflowWrap: "anywhere" }}>
            {line.description}
          </TableCell>
          <TableCell align="right">{formatNumber(line.quantity)}</TableCell>
          <TableCell align="right">{formatMoney(line.unitPrice, currency)}</TableCell>
          <TableCell align="right">{formatNumber(line.taxRate)} %</TableCell>
          <TableCell align="right">{formatMoney(computeLine(line).net, currency)}</TableCell>
        </TableRow>
      ))}
    </TableBody>
  </Table>
);

const StackedLines = ({ lines, currency }: InvoiceLinesProps) => (
  <Stack component="ul" spacing={1.5} aria-label="Lines" sx={{ listStyle: "none", p: 0, m: 0 }}>
    {lines.map((line, index) => (
      <li key={index}>
        <Typography dir="auto" sx={{ overflowWrap: "anywhere" }}>
          {line.description}
        </Typography>
        <Box sx={{ display: "flex", justifyContent: "space-between", gap: 2 }}>
          <Typography variant="body2" color="textSecondary">
            {formatNumber(line.quantity)} × {formatMoney(line.unitPrice, currency)},{" "}
            {formatNumber(line.taxRate)} % tax
          </Typography>
          <Typography variant="body2" noWrap sx={{ flexShrink: 0 }}>
            {formatMoney(computeLine(line).net, currency)}
          </Typography>
        </Box>
      </li>
    ))}
  </Stack>
);
