import type { User } from "@gatehouse/shared/users";
import { Button } from "@mui/material";
import { EditButton, TopToolbar, useGetIdentity, useRecordContext } from "react-admin";
import { useMay } from "../access/use-may.ts";
import { ShownOnceDialog } from "../secrets/ShownOnceDialog.tsx";
import { sendAdvice } from "./send-advice.ts";
import { useUserAction } from "./use-user-action.ts";

/** What an administrator may do with an account; with his own he can do nothing that locks him out. */
export const UserActions = () => {
  const user = useRecordContext<User>();
  const { identity } = useGetIdentity();
  const canEdit = useMay("users", "edit", user);
  if (!user || !canEdit) return null;
  return (
    <TopToolbar sx={{ flexWrap: "wrap", gap: 1 }}>
      <PasswordResetButton user={user} />
      {user.id !== identity?.id && (
        <>
          <UserActionButton
            user={user}
            action="end-sessions"
            label="End all sessions"
            done="All sessions ended"
          />
          <UserActionButton
            user={user}
            action="reset-second-factor"
            label="Reset second factor"
            done="Second factor reset and signed out"
          />
          {user.disabledAt ? (
            <UserActionButton user={user} action="enable" label="Enable" done="Enabled" />
          ) : (
            <UserActionButton user={user} action="disable" label="Disable" done="Disabled and signed out" />
          )}
        </>
      )}
      <EditButton />
    </TopToolbar>
  );
};

interface UserActionButtonProps {
  user: User;
  action: "disable" | "enable" | "end-sessions" | "reset-second-factor";
  label: string;
  done: string;
}

const UserActionButton = ({ user, action, label, done }: UserActionButtonProps) => {
  const { mutate, isPending } = useUserAction(user, action, done);
  return (
    <Button
      size="small"
      color={action === "enable" ? "primary" : "error"}
      disabled={isPending}
      onClick={() => mutate()}
    >
      {label}
    </Button>
  );
};

const PasswordResetButton = ({ user }: { user: User }) => {
  const { mutate, isPending, data, reset } = useUserAction(user, "password-reset", undefined);
  return (
    <>
      <Button size="small" disabled={isPending} onClick={() => mutate()}>
        New password link
      </Button>
      {data?.url && (
        <ShownOnceDialog
          title="A link to choose a new password"
          advice={sendAdvice}
          values={{ Link: data.url }}
          close={reset}
        />
      )}
    </>
  );
};
