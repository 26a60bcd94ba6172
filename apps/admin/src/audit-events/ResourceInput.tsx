import { permissions } from "@gatehouse/shared/permissions";
import { SelectInput, type SelectInputProps, useGetResourceLabel } from "react-admin";

/** Chooses one of the resources by what it is called in the menu. */
export const ResourceInput = (props: SelectInputProps) => {
  const getLabel = useGetResourceLabel();
  const choices = Object.keys(permissions).map((id) => ({ id, name: getLabel(id) }));
  return <SelectInput {...props} choices={choices} />;
};
