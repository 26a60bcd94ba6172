import { isAllowed } from "@gatehouse/shared/permissions";
import type { Role } from "@gatehouse/shared/roles";
import { useGetIdentity } from "react-admin";

/** A function that says at once whether the person may do something to a record of `resource`; no, until he is known. */
export function useAccessCheck(resource: string): (action: string, record?: object) => boolean {
  const identity = useGetIdentity().identity as { id: string; role: Role } | undefined;
  return (action, record) =>
    identity !== undefined &&
    isAllowed({
      role: identity.role,
      userId: identity.id,
      resource,
      action,
      record: record as Record<string, unknown>,
    });
}
