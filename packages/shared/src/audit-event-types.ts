/** What the API writes into the audit log, by the name of what it happened to. */
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
  client: ["authenticated", "authentication_failed"],
  "api-key": ["created", "revoked"],
  "service-account": ["created", "revoked"],
  database: ["restored"],
};

/** Every kind of event, such as `login.succeeded`; a resource that is added brings its own. */
export const auditEventTypes: readonly string[] = Object.entries(happenings).flatMap(([subject, names]) =>
  names.map((name) => `${subject}.${name}`),
);
