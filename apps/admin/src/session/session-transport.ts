import type { ErrorCode, RevokeReason, SessionEndCode } from "@gatehouse/shared/error-codes";

export interface Granted {
  kind: "granted";
  accessToken: string;
  expiresInMs: number;
}

/** Nobody said no: a network error, a 5xx, a 429, or an answer that is not ours. */
export interface Unavailable {
  kind: "unavailable";
  rateLimited: boolean;
  retryAfterMs?: number | undefined;
}

export type RefreshOutcome =
  | Granted
  | Unavailable
  | { kind: "refused"; code: SessionEndCode; reason?: RevokeReason | undefined }
  | { kind: "origin_not_allowed" };

/** What a sign-in form can be told. `code` is the server's; `message` is fit to be shown. */
export interface SignInRefused {
  kind: "refused";
  code: ErrorCode | "unknown";
  message: string;
  errors?: Record<string, unknown> | undefined;
  /** What would be accepted, with `second_factor_required`. */
  methods?: readonly string[] | undefined;
  retryAfterMs?: number | undefined;
}

export type SignInOutcome = Granted | Unavailable | SignInRefused;

/** A call that opens a session: the password form, a passkey, registration, an invitation, the first set-up. */
export interface SignInRequest {
  path:
    | "/api/token"
    | "/api/passkeys/authentication"
    | "/api/register"
    | "/api/setup"
    | "/api/invitations/accept";
  body: Readonly<Record<string, string | boolean | object>>;
}

/** The server, as the session client sees it. No method rejects but for an aborted signal. */
export interface SessionTransport {
  refresh(signal: AbortSignal): Promise<RefreshOutcome>;
  signIn(request: SignInRequest): Promise<SignInOutcome>;
  /** Whether the server has confirmed that the session is revoked. */
  signOut(sessionId: string, accessToken: string | undefined): Promise<boolean>;
}
