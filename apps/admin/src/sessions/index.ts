import DevicesIcon from "@mui/icons-material/Devices";
import type { ResourceProps } from "react-admin";
import { lazyPage } from "../layout/lazy-page.ts";
import { sessionFields } from "./session-fields.ts";

export const sessions: ResourceProps = {
  name: "sessions",
  icon: DevicesIcon,
  list: lazyPage(() => import("./SessionList.tsx"), "SessionList"),
  options: { fields: sessionFields },
  recordRepresentation: "device",
};
