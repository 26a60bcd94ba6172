import { eventWords } from "./event-words.ts";

/** What the API writes down, by the name of what it happened to. */
const happenings = {
  login: ["succeeded", "failed"],
  refresh: ["reuse_detected", "generation_recovered"],
  session: ["revoked"],
  password: ["changed", "reset_requested"],
  invitation: ["accepted"],
  user: ["registered", "set_up", "created", "updated", "disabled", "enabled", "deleted", "imported"],
  customer: ["created", "updated", "deleted"],
  invoice: [
    "created",
    "updated",
    "deleted",
    "submitted",
    "approved",
    "rejected",
    "reopened",
    "paid",
    "voided",
  ],
  keys: ["rotated"],
  database: ["restored"],
};

/** The kinds of events, to choose one from. */
export const eventTypeChoices = Object.entries(happenings).flatMap(([subject, names]) =>
  names.map((name) => ({ id: `${subject}.${name}`, name: eventWords(`${subject}.${name}`) })),
);
