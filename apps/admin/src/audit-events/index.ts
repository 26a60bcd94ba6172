import FactCheckIcon from "@mui/icons-material/FactCheck";
import type { ResourceProps } from "react-admin";
import { lazyPage } from "../layout/lazy-page.ts";

export const auditEvents: ResourceProps = {
  name: "audit-events",
  icon: FactCheckIcon,
  list: lazyPage(() => import("./AuditEventList.tsx"), "AuditEventList"),
};
