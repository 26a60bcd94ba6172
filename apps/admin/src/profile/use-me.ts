import type { Me } from "@gatehouse/shared/session-api";
import { useQuery } from "@tanstack/react-query";
import { callApi } from "../data/call-api.ts";

/** The account that is signed in, as the API knows it. */
export const useMe = () =>
  useQuery({
    queryKey: ["me"],
    queryFn: ({ signal }) => callApi<Me>("/api/me", { signal }),
  });
