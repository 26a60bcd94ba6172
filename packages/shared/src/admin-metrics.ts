import { Type, type Static } from "typebox";
import { Strict } from "./fields.ts";

/** What administrators want to know of an installation at a glance. Days are UTC; counts are of all processes. */
export const AdminMetrics = Strict(
  {
    requests_today: Type.Integer(),
    uptime: Type.Integer({ description: "Whole seconds since this process started." }),
    sign_ins_today: Type.Integer(),
    failed_sign_ins_today: Type.Integer(),
    reuse_detections_today: Type.Integer(),
    active_sessions: Type.Integer(),
  },
  {
    $id: "AdminMetrics",
    examples: [
      {
        requests_today: 4211,
        uptime: 86_400,
        sign_ins_today: 31,
        failed_sign_ins_today: 2,
        reuse_detections_today: 0,
        active_sessions: 18,
      },
    ],
  },
);
export type AdminMetrics = Static<typeof AdminMetrics>;
