import type { Dashboard } from "@gatehouse/shared/dashboard";
import { useQuery } from "@tanstack/react-query";
import { callApi } from "../data/call-api.ts";

/** The figures of the first page. */
export const useDashboard = () =>
  useQuery({
    queryKey: ["dashboard"],
    queryFn: ({ signal }) => callApi<Dashboard>("/api/dashboard", { signal }),
  });
