import type { Dashboard } from "@gatehouse/shared/dashboard";
import { useQuery } from "@tanstack/react-query";
import { dataProvider } from "../data/data-provider.ts";

/** The figures of the first page. */
export const useDashboard = () =>
  useQuery({
    queryKey: ["dashboard"],
    queryFn: async ({ signal }) =>
      (await dataProvider.call<Dashboard>("GET", "/dashboard", undefined, signal)).data,
  });
