import type { Me } from "@gatehouse/shared/session-api";
import { useQuery } from "@tanstack/react-query";
import { dataProvider } from "../data/data-provider.ts";

/** The account that is signed in, as the API knows it. */
export const useMe = () =>
  useQuery({
    queryKey: ["me"],
    queryFn: async ({ signal }) => (await dataProvider.call<Me>("GET", "/me", undefined, signal)).data,
  });
