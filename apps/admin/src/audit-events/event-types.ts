import { eventWords } from "./event-words.ts";

/** What the API writes down, by the name of what it happened to. */
const happenings = {
  login: ["succeeded", "failed", "second_factor_required"],
  refresh: ["reuse_detected", "generation_recovered"],
  session: ["revoked", "reauthenticated"],
  second_factor: ["enrolled", "removed", "reset", "recovery_codes_renewed", "recovery_code_used"],
  passkey: ["added", "renamed", "removed"],
  second_factor_policy: ["changed"],
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
