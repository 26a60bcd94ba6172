import type { UserName } from "@gatehouse/shared/users";

export const fullName = ({ firstName, lastName }: Pick<UserName, "firstName" | "lastName">) =>
  `${firstName} ${lastName}`.trim();
