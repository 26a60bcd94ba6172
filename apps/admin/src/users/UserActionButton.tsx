import type { User } from "@gatehouse/shared/users";
import { Button } from "@mui/material";
import { useState } from "react";
import { Confirm } from "react-admin";
import { fullName } from "../people/full-name.ts";
import { type UserAction, userActionWords } from "./user-action-words.ts";
import { useUserAction } from "./use-user-action.ts";

/** One thing that an administrator does with an account; asked about before, where it signs somebody out. */
export const UserActionButton = ({ user, action }: { user: User; action: UserAction }) => {
  const { label, done, consequence } = userActionWords[action];
  const [isAsking, setIsAsking] = useState(false);
  const { mutate, isPending } = useUserAction(user, action, done);
  return (
    <>
      <Button
        size="small"
        color={consequence ? "error" : "primary"}
        disabled={isPending}
        onClick={() => (consequence ? setIsAsking(true) : mutate())}
      >
        {label}
      </Button>
      <Confirm
        isOpen={isAsking}
        title={`${label}: ${fullName(user)}`}
        content={consequence}
        confirm={label}
        confirmColor="warning"
        onConfirm={() => {
          setIsAsking(false);
          mutate();
        }}
        onClose={() => setIsAsking(false)}
      />
    </>
  );
};
