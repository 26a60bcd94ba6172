import type { User } from "@gatehouse/shared/users";
import { useRecordContext } from "react-admin";
import { SoftChip } from "../layout/SoftChip.tsx";

/** Active, disabled, or invited and not yet seen. */
export const UserStatusChip = () => {
  const user = useRecordContext<User>();
  if (!user) return null;
  if (user.disabledAt) return <SoftChip label="Disabled" tone="error" />;
  if (!user.lastSignInAt) return <SoftChip label="Never signed in" tone="neutral" />;
  return <SoftChip label="Active" tone="success" />;
};
