import type { User } from "@gatehouse/shared/users";
import { Button } from "@mui/material";
import { EditButton, TopToolbar, useGetIdentity, useRecordContext } from "react-admin";
import { useMay } from "../access/use-may.ts";
import { ShownOnceDialog } from "../secrets/ShownOnceDialog.tsx";
import { sendAdvice } from "./send-advice.ts";
import { UserActionButton } from "./UserActionButton.tsx";
import { useUserAction } from "./use-user-action.ts";

/** What an administrator may do with an account; with his own nothing that locks him out or goes past his password. */
export const UserActions = () => {
  const user = useRecordContext<User>();
  const { identity } = useGetIdentity();
  const canEdit = useMay("users", "edit", user);
  if (!user || !canEdit) return null;
  return (
    <TopToolbar sx={{ flexWrap: "wrap", gap: 1 }}>
      {user.id !== identity?.id && (
        <>
          <PasswordResetButton user={user} />
          <UserActionButton user={user} action="end-sessions" />
          <UserActionButton user={user} action="reset-second-factor" />
          <UserActionButton user={user} action={user.disabledAt ? "enable" : "disable"} />
        </>
      )}
      <EditButton />
    </TopToolbar>
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
