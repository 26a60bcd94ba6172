import PeopleIcon from "@mui/icons-material/People";
import type { ResourceProps } from "react-admin";
import { lazyPage } from "../layout/lazy-page.ts";
import { fullName } from "../people/full-name.ts";
import { userFields } from "./user-fields.ts";

export const users: ResourceProps = {
  name: "users",
  icon: PeopleIcon,
  list: lazyPage(() => import("./UserList.tsx"), "UserList"),
  create: lazyPage(() => import("./UserCreate.tsx"), "UserCreate"),
  edit: lazyPage(() => import("./UserEdit.tsx"), "UserEdit"),
  show: lazyPage(() => import("./UserShow.tsx"), "UserShow"),
  options: { fields: userFields },
  recordRepresentation: fullName,
};
