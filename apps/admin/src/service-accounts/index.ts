import SmartToyIcon from "@mui/icons-material/SmartToy";
import type { ResourceProps } from "react-admin";
import { lazyPage } from "../layout/lazy-page.ts";

export const serviceAccounts: ResourceProps = {
  name: "service-accounts",
  icon: SmartToyIcon,
  list: lazyPage(() => import("./ServiceAccountList.tsx"), "ServiceAccountList"),
  create: lazyPage(() => import("./ServiceAccountCreate.tsx"), "ServiceAccountCreate"),
  recordRepresentation: "name",
};
