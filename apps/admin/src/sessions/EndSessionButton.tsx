import type { Session } from "@gatehouse/shared/sessions";
import { Button } from "@mui/material";
import { useDelete, useNotify, useRefresh } from "react-admin";
import { isOver } from "./session-words.ts";

/** Ends a session of anyone; for administrators. The device is signed out with its next request. */
export const EndSessionButton = ({ session }: { session: Session }) => {
  const notify = useNotify();
  const refresh = useRefresh();
  const [endSession, { isPending }] = useDelete<Session>(
    "sessions",
    { id: session.id, previousData: session },
    {
      mutationMode: "pessimistic",
      onSuccess: () => notify("The session has been ended", { type: "success" }),
      onError: (error: unknown) => notify(error instanceof Error ? error.message : "", { type: "error" }),
      onSettled: () => refresh(),
    },
  );
  if (isOver(session) || session.current) return null;
  return (
    <Button
      size="small"
      color="error"
      disabled={isPending}
      onClick={(event) => {
        event.stopPropagation();
        void endSession();
      }}
    >
      End session
    </Button>
  );
};
