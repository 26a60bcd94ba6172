import type { Dashboard } from "@gatehouse/shared/dashboard";
import { Alert, Box, Skeleton, Stack } from "@mui/material";
import { lazy, Suspense, useState } from "react";
import { Loading, Title } from "react-admin";
import { CurrencyTabs } from "./CurrencyTabs.tsx";
import { currenciesByVolume } from "./currencies-by-volume.ts";
import { FigureCards } from "./FigureCards.tsx";
import { StatusTable } from "./StatusTable.tsx";
import { useDashboard } from "./use-dashboard.ts";
import { FirstSteps } from "./FirstSteps.tsx";

/** recharts is as large as the rest of the page: the figures are there before it. */
const MonthChart = lazy(async () => ({ default: (await import("./MonthChart.tsx")).MonthChart }));

const chartCardHeight = 376;

const grid = {
  display: "grid",
  gap: 2,
  gridTemplateColumns: { xs: "minmax(0, 1fr)", lg: "minmax(0, 2fr) minmax(0, 1fr)" },
};

/** The first page: what is outstanding and overdue, and how the year went, one currency at a time. */
export const DashboardPage = () => {
  const { data, error } = useDashboard();
  return (
    <Stack spacing={2} sx={{ py: 2, minWidth: 0 }}>
      <Title title="Dashboard" />
      {error && <Alert severity="error">{error.message}</Alert>}
      {!data && !error && <Loading />}
      {data && <Figures dashboard={data} />}
    </Stack>
  );
};

const Figures = ({ dashboard }: { dashboard: Dashboard }) => {
  const [chosen, setChosen] = useState<string | undefined>();
  const currencies = currenciesByVolume(dashboard);
  const currency = currencies.find((code) => code === chosen) ?? currencies[0];
  if (currency === undefined) return <FirstSteps hasCustomers={dashboard.customers > 0} />;
  return (
    <>
      <CurrencyTabs currencies={currencies} currency={currency} choose={setChosen} />
      <FigureCards dashboard={dashboard} currency={currency} />
      <Box sx={grid}>
        <Suspense fallback={<Skeleton variant="rounded" height={chartCardHeight} />}>
          <MonthChart dashboard={dashboard} currency={currency} />
        </Suspense>
        <StatusTable dashboard={dashboard} currency={currency} />
      </Box>
    </>
  );
};
