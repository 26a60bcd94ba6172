import type { User } from "@gatehouse/shared/users";
import { useMutation } from "@tanstack/react-query";
import { useNotify, useRefresh } from "react-admin";
import { callApi } from "../data/call-api.ts";

/** Asks the API for something with an account; `done` is said when it is done. */
export function useUserAction(user: User, action: string, done: string | undefined) {
  const notify = useNotify();
  const refresh = useRefresh();
  return useMutation({
    mutationFn: () =>
      callApi<{ url?: string } | undefined>(`/api/users/${user.id}/${action}`, { method: "POST" }),
    onSuccess: () => {
      if (done !== undefined) notify(done, { type: "success" });
    },
    onError: (error) => notify(error.message, { type: "error" }),
    onSettled: () => refresh(),
  });
}
