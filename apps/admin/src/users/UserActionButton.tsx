import type { User } from "@gatehouse/shared/users";
import { Button } from "@mui/material";
import { AskingButton } from "../layout/AskingButton.tsx";
import { fullName } from "../people/full-name.ts";
import { type UserAction, userActionWords } from "./user-action-words.ts";
import { useUserAction } from "./use-user-action.ts";

/** One thing that an administrator does with an account; asked about before, where it signs somebody out. */
export const UserActionButton = ({ user, action }: { user: User; action: UserAction }) => {
  const { label, done, consequence } = userActionWords[action];
  const { mutate, isPending } = useUserAction(user, action, done);
  if (!consequence) {
    return (
      <Button size="small" disabled={isPending} onClick={() => mutate()}>
        {label}
      </Button>
    );
  }
  return (
    <AskingButton
      label={label}
      question={`${label}: ${fullName(user)}`}
      consequence={consequence}
      size="small"
      color="error"
      disabled={isPending}
      act={() => mutate()}
    />
  );
};
