import type { UserName } from "@gatehouse/shared/users";
import { FunctionField, ReferenceField } from "react-admin";
import { fullName } from "./full-name.ts";

/** The user an id of the record stands for. Whoever may see users gets a link. */
export const PersonName = ({ source, label }: { source: string; label?: string }) => (
  <ReferenceField source={source} reference="users" empty="–" {...(label !== undefined && { label })}>
    <FunctionField<UserName> render={(user) => <bdi>{fullName(user)}</bdi>} />
  </ReferenceField>
);
