import { QueryClient } from "@tanstack/react-query";
import { HttpError } from "react-admin";

const mostRetries = 2;

/**
 * One cache for one signed-in user. A page in use is not fetched again because its window got the focus, and only
 * what may pass by itself is tried again: no 4xx, so a refused request is made once.
 */
export const createQueryClient = () =>
  new QueryClient({
    defaultOptions: {
      queries: {
        refetchOnWindowFocus: false,
        retry: retryWhatMayPass,
      },
    },
  });

/** For queries that React Admin would not try again by itself. */
export const retryWhatMayPass = (failures: number, error: unknown): boolean =>
  failures < mostRetries && mayPass(error);

const mayPass = (error: unknown) => !(error instanceof HttpError) || Number(error.status) >= 500;
