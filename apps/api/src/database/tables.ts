import type { Generated } from "kysely";
import type { Currency } from "@gatehouse/shared/currencies";
import type { InvoiceStatus } from "@gatehouse/shared/invoices";
import type { Role } from "@gatehouse/shared/roles";
import type { RevokeReason } from "@gatehouse/shared/error-codes";

/** Instants are milliseconds since the epoch, calendar days YYYY-MM-DD, amounts minor units, booleans 0 or 1. */
export interface Tables {
  users: UserTable;
  sessions: SessionTable;
  signing_keys: SigningKeyTable;
  audit_events: AuditEventTable;
  audit_chain: AuditChainTable;
  announcements: AnnouncementTable;
  customers: CustomerTable;
  invoices: InvoiceTable;
  invoice_numbers: InvoiceNumberTable;
  resource_states: ResourceStateTable;
  idempotency_keys: IdempotencyKeyTable;
  one_time_codes: OneTimeCodeTable;
  password_attempts: PasswordAttemptTable;
  address_windows: AddressWindowTable;
  api_keys: ApiKeyTable;
  service_accounts: ServiceAccountTable;
  request_days: RequestDayTable;
  totp_factors: TotpFactorTable;
  recovery_codes: RecoveryCodeTable;
  passkeys: PasskeyTable;
  second_factor_roles: SecondFactorRoleTable;
}

/** The columns every record has. */
export interface RecordTable {
  id: string;
  version: number;
  created_at: number;
  updated_at: number;
}

export interface UserTable extends RecordTable {
  email: string;
  /** The email in the form by which it is compared: it is unique among users that are not deleted. */
  email_key: string;
  first_name: string;
  last_name: string;
  role: Role;
  /** PHC string; null until an invitation is accepted. */
  password_hash: string | null;
  /** Access tokens below this counter are stale. */
  token_version: number;
  token_version_changed_at: number;
  disabled_at: number | null;
  deleted_at: number | null;
  last_sign_in_at: number | null;
}

export interface SessionTable extends RecordTable {
  user_id: string;
  generation: number;
  /** When the current generation's token was last handed out. */
  issued_at: number;
  /** When the current generation was made. */
  rotated_at: number;
  confirmed_generation: number;
  confirmed_at: number;
  /** Which refresh key derived the current token. */
  key_version: string;
  /** 32 random bytes, base64url. */
  salt: string;
  replays: number;
  /** `cookie`: the refresh token is only taken from the cookie; `body`: only at /token. */
  carrier: "cookie" | "body";
  remember: number;
  scope: string;
  device: string;
  user_agent: string | null;
  address: string | null;
  last_seen_at: number;
  absolute_expires_at: number;
  /** The earlier of the idle and the absolute end. */
  expires_at: number;
  revoked_at: number | null;
  revoke_reason: RevokeReason | null;
  /** JSON: how the person has shown who he is (RFC 8176). */
  amr: string;
  /** When he did so last. */
  authenticated_at: number;
}

export interface SigningKeyTable {
  kid: string;
  algorithm: "ES256" | "RS256" | "EdDSA";
  /** JSON */
  public_jwk: string;
  /** PKCS#8, sealed with a key derived from the refresh key. */
  sealed_private_key: string;
  created_at: number;
  /** From when it signs. */
  active_at: number;
  /** Until when tokens it signed may live; null while it is the newest. */
  verifies_until: number | null;
}

export interface AuditEventTable extends RecordTable {
  /** Its place in the chain, from 1, without gaps. */
  sequence: number;
  type: string;
  actor_id: string | null;
  session_id: string | null;
  resource: string | null;
  record_id: string | null;
  /** JSON: [{field, before, after}] */
  changes: string;
  address: string | null;
  user_agent: string | null;
  request_id: string | null;
  /** SHA-256 over the predecessor's hash and this event, base64url. */
  hash: string;
}

/** One row: the head of the audit chain, locked by whoever appends. */
export interface AuditChainTable {
  id: number;
  sequence: number;
  hash: string;
}

/** What processes must hear of each other at once; kept a little longer than any access token lives. */
export interface AnnouncementTable {
  id: Generated<number>;
  /** JSON of an `Announcement`. */
  message: string;
  /** By the database's clock, so that processes whose clocks differ agree on it. */
  created_at: number;
}

export interface CustomerTable extends RecordTable {
  name: string;
  email: string | null;
  phone: string | null;
  tax_id: string | null;
  street: string | null;
  postal_code: string | null;
  city: string | null;
  country: string;
  currency: Currency;
  notes: string | null;
}

export interface InvoiceTable extends RecordTable {
  number: string | null;
  reference: string | null;
  customer_id: string;
  status: InvoiceStatus;
  currency: Currency;
  issue_date: string;
  due_date: string;
  /** JSON: [{description, quantity, unitPrice, taxRate}] */
  lines: string;
  subtotal: number;
  tax: number;
  total: number;
  notes: string | null;
  rejection_reason: string | null;
  created_by: string;
  submitted_by: string | null;
  decided_by: string | null;
  submitted_at: number | null;
  decided_at: number | null;
  paid_at: number | null;
}

/** One row: the number given last. */
export interface InvoiceNumberTable {
  id: number;
  last: number;
}

/** How many records a resource has, and a number that each change to it raises. */
export interface ResourceStateTable {
  resource: string;
  changes: number;
  total: number;
}

export interface IdempotencyKeyTable {
  account_id: string;
  method: string;
  path: string;
  key: string;
  body_hash: string;
  /** Null while the first request is running. */
  status: number | null;
  /** JSON, secrets left out; null while the first request is running. */
  answer: string | null;
  created_at: number;
}

/** A code in a link, such as an invitation's. */
export interface OneTimeCodeTable {
  /** SHA-256, base64url: the code itself is nowhere but in its link. */
  code_hash: string;
  purpose: "setup" | "invitation" | "password_reset" | "passkey_registration" | "passkey_authentication";
  /** Whose account it is about; null for the setup. */
  user_id: string | null;
  created_at: number;
  expires_at: number;
  spent_at: number | null;
}

/** Tries at one account's password, by strangers or by one browser that knows it. */
export interface PasswordAttemptTable {
  /** A hash: what people type for an email may be a password. */
  key: string;
  failures: number;
  blocked_until: number;
  last_at: number;
}

/** Requests of one address to one guessing surface in the current minute. */
export interface AddressWindowTable {
  key: string;
  count: number;
  ends_at: number;
}

export interface ApiKeyTable extends RecordTable {
  user_id: string;
  name: string;
  scope: "read" | "full";
  /** SHA-256, base64url: the token itself is shown once and kept nowhere. */
  token_hash: string | null;
  expires_at: number | null;
  last_used_at: number | null;
  revoked_at: number | null;
}

export interface ServiceAccountTable extends RecordTable {
  name: string;
  role: Role;
  /** SHA-256, base64url. */
  secret_hash: string | null;
  last_used_at: number | null;
  revoked_at: number | null;
}

/** Requests of one day (UTC), of all processes. */
export interface RequestDayTable {
  day: string;
  count: number;
}

/** A person's authenticator app: one that counts, and one that is being set up. */
export interface TotpFactorTable {
  user_id: string;
  /** Base32, sealed with a key derived from the refresh key; null until the first is confirmed. */
  sealed_secret: string | null;
  /** The latest time step of which a code was accepted: none is accepted twice. */
  last_step: number;
  pending_secret: string | null;
  pending_until: number | null;
  created_at: number;
}

/** The codes that have not been used; using one removes it. */
export interface RecoveryCodeTable {
  user_id: string;
  /** SHA-256, base64url. */
  code_hash: string;
}

export interface PasskeyTable extends RecordTable {
  user_id: string;
  name: string;
  credential_id: string;
  /** COSE, base64url. */
  public_key: string;
  counter: number;
  /** JSON */
  transports: string;
  is_synced: number;
  last_used_at: number | null;
}

/** The roles whose people must have a second factor. */
export interface SecondFactorRoleTable {
  role: Role;
}
