import type { Session } from "@gatehouse/shared/sessions";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNotify } from "react-admin";
import { callApi } from "../data/call-api.ts";
import { ProofRefusedError, useProof } from "../second-factor/use-proof.tsx";

const queryKey = ["me", "sessions"];

const currentFirst = (a: Session, b: Session) =>
  Number(b.current) - Number(a.current) || b.lastSeenAt.localeCompare(a.lastSeenAt);

/** One's own live sessions, this one first, and their revocation; `dialog` asks for the proof that it may take. */
export function useOwnSessions() {
  const notify = useNotify();
  const client = useQueryClient();
  const { withProof, dialog } = useProof();
  const { data, error, refetch } = useQuery({
    queryKey,
    queryFn: ({ signal }) => callApi<Session[]>("/api/me/sessions", { signal }),
    select: (sessions) => sessions.filter(({ revokedAt }) => revokedAt === null).toSorted(currentFirst),
  });
  const { mutate, isPending } = useMutation({
    mutationFn: (path: string) => withProof(() => callApi(path, { method: "DELETE" })),
    onSuccess: () => notify("Signed out there", { type: "success" }),
    onError: (failure) => {
      if (!(failure instanceof ProofRefusedError)) notify(failure.message, { type: "error" });
    },
    onSettled: () => client.invalidateQueries({ queryKey }),
  });
  return {
    sessions: data,
    error,
    refetch,
    isRevoking: isPending,
    revoke: (id: string) => mutate(`/api/me/sessions/${id}`),
    revokeOthers: () => mutate("/api/me/sessions"),
    dialog,
  };
}
