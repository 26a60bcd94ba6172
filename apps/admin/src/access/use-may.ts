import { useCanAccess } from "react-admin";

/** Whether the person may do this to the record, by the permissions table; false while there is no record. */
export function useMay(resource: string, action: string, record: object | undefined): boolean {
  const { canAccess } = useCanAccess({ resource, action, ...(record && { record }) });
  return record !== undefined && canAccess === true;
}
