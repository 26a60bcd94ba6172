import KeyIcon from "@mui/icons-material/Key";
import type { ResourceProps } from "react-admin";
import { lazyPage } from "../layout/lazy-page.ts";

/** Personal, so the person's menu leads there and not the main one. */
export const apiKeys: ResourceProps = {
  name: "api-keys",
  icon: KeyIcon,
  options: { isPersonal: true },
  list: lazyPage(() => import("./ApiKeyList.tsx"), "ApiKeyList"),
  create: lazyPage(() => import("./ApiKeyCreate.tsx"), "ApiKeyCreate"),
  recordRepresentation: "name",
};
