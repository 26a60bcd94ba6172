import BusinessIcon from "@mui/icons-material/Business";
import type { ResourceProps } from "react-admin";
import { lazyPage } from "../layout/lazy-page.ts";
import { customerFields } from "./customer-fields.ts";

export const customers: ResourceProps = {
  name: "customers",
  icon: BusinessIcon,
  list: lazyPage(() => import("./CustomerList.tsx"), "CustomerList"),
  create: lazyPage(() => import("./CustomerCreate.tsx"), "CustomerCreate"),
  edit: lazyPage(() => import("./CustomerEdit.tsx"), "CustomerEdit"),
  show: lazyPage(() => import("./CustomerShow.tsx"), "CustomerShow"),
  options: { fields: customerFields },
  recordRepresentation: "name",
};
