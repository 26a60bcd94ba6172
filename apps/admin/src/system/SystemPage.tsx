import type { AdminMetrics } from "@gatehouse/shared/admin-metrics";
import { Alert, Stack, Typography } from "@mui/material";
import { useQuery } from "@tanstack/react-query";
import { CanAccess, Loading, Title } from "react-admin";
import { callApi } from "../data/call-api.ts";
import { AccessDeniedPage } from "../layout/AccessDeniedPage.tsx";
import { SystemFigures } from "./SystemFigures.tsx";

const time = new Intl.DateTimeFormat(undefined, { timeStyle: "medium" });

/** How the installation does today, for who may read the audit log that it is counted from. */
export const SystemPage = () => (
  <CanAccess resource="audit-events" action="list" accessDenied={<AccessDeniedPage />}>
    <System />
  </CanAccess>
);

const System = () => {
  const { data, error, dataUpdatedAt } = useQuery({
    queryKey: ["admin-metrics"],
    queryFn: ({ signal }) => callApi<AdminMetrics>("/api/admin/metrics", { signal }),
  });
  return (
    <Stack spacing={2} sx={{ py: 2, minWidth: 0 }}>
      <Title title="System" />
      {error && <Alert severity="error">{error.message}</Alert>}
      {!data && !error && <Loading />}
      {data && <SystemFigures metrics={data} readAt={dataUpdatedAt} />}
      {data && (
        <Typography variant="body2" color="textSecondary">
          As of {time.format(dataUpdatedAt)}. Days begin at midnight UTC. Running for: the process that
          answered.
        </Typography>
      )}
    </Stack>
  );
};
