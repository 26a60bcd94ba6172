import { Chip } from "@mui/material";
import { useRecordContext } from "react-admin";
import type { User } from "@gatehouse/shared/users";

/** Active, disabled, or invited and not yet seen. */
export const UserStatusChip = () => {
  const user = useRecordContext<User>();
  if (!user) return null;
  if (user.disabledAt) return <Chip size="small" label="Disabled" color="error" variant="outlined" />;
  if (!user.lastSignInAt) return <Chip size="small" label="Never signed in" variant="outlined" />;
  return <Chip size="small" label="Active" color="success" variant="outlined" />;
};
