import type { Passkey, SecondFactor } from "@gatehouse/shared/second-factor";
import { useQuery } from "@tanstack/react-query";
import { callApi } from "../data/call-api.ts";

/** The key of everything that is known of one's own factors: a change makes all of it old. */
export const factorQueryKey = ["me", "second-factor"];

/** What one has set up, and what one's role demands. */
export const useSecondFactor = () =>
  useQuery({
    queryKey: factorQueryKey,
    queryFn: ({ signal }) => callApi<SecondFactor>("/api/me/second-factor", { signal }),
  });

export const usePasskeys = () =>
  useQuery({
    queryKey: [...factorQueryKey, "passkeys"],
    queryFn: ({ signal }) => callApi<Passkey[]>("/api/me/passkeys", { signal }),
  });
