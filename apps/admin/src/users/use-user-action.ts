import type { User } from "@gatehouse/shared/users";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNotify } from "react-admin";
import { callApi } from "../data/call-api.ts";

/** Asks the API for something with an account; `done` is said when it is done. Under way until the page shows it. */
export function useUserAction(user: User, action: string, done: string | undefined) {
  const notify = useNotify();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () =>
      callApi<{ url?: string } | undefined>(`/api/users/${user.id}/${action}`, { method: "POST" }),
    onSuccess: () => {
      if (done !== undefined) notify(done, { type: "success" });
    },
    onError: (error) => notify(error.message, { type: "error" }),
    onSettled: () => queryClient.invalidateQueries(),
  });
}
