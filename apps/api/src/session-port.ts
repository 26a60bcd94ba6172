import type { RevokeReason } from "@gatehouse/shared/error-codes";
import type { TokenResponse } from "@gatehouse/shared/session-api";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { AuditContext } from "./audit/audit-log.ts";
import type { Writer } from "./database/database.ts";
import type { SessionTable, UserTable } from "./database/tables.ts";
import type { Amr } from "./second-factor-port.ts";

/** How the refresh token travels: one session's token is never accepted by the other way. */
export type Carrier = SessionTable["carrier"];

/** Who signs in, as he was when that was decided. */
export type SignedInUser = Pick<UserTable, "id" | "role" | "token_version" | "password_hash">;

export interface NewSessionOptions {
  carrier: Carrier;
  remember: boolean;
  /** A session that this sign-in ends, if it travels the same way. */
  replaces?: Pick<SessionTable, "id" | "carrier"> | undefined;
  /** How the person has shown who he is; by a password alone unless told otherwise. */
  amr?: Amr;
  /** What the browser has kept of earlier sign-ins. */
  deviceToken?: string | undefined;
}

/** What a client gets of its session, at sign-in and at each refresh. */
export interface SessionGrant {
  readonly sid: string;
  readonly userId: string;
  readonly carrier: Carrier;
  readonly accessToken: string;
  readonly expiresInSeconds: number;
  readonly scope: string;
  readonly refreshToken: string;
  /** Whether the client may not have this refresh token yet. */
  readonly isNewToken: boolean;
  /** How long a cookie may keep it; undefined where it ends with the browser. */
  readonly cookieMaxAgeSeconds: number | undefined;
  /** What the browser is to keep of this sign-in; only there when a session is opened. */
  readonly deviceToken?: string;
}

export interface OpenedSession {
  sid: string;
  /** Called once the transaction is committed. */
  grant(): SessionGrant;
}

/**
 * Opens a session in the caller's transaction, which has made the user's row, changed it or holds it: nothing that would
 * forbid him to sign in can slip in before it ends.
 */
export type OpenSession = (
  writer: Writer,
  user: SignedInUser,
  options: NewSessionOptions,
  context: AuditContext,
) => Promise<OpenedSession>;

/** Ends sessions in the caller's transaction and tells every process; answers with those that were live until now. */
export type EndSessions = (
  writer: Writer,
  sids: readonly string[],
  reason: RevokeReason,
) => Promise<string[]>;

/**
 * As `EndSessions`, for all of a user's but `except`. Whatever forbids a user to go on calls it in the same transaction: a
 * refresh that read him before finds its session ended when it writes.
 */
export type EndSessionsOf = (
  writer: Writer,
  userId: string,
  reason: RevokeReason,
  except?: string,
) => Promise<string[]>;

/** A program that has proved by its secret who it is. */
export interface AuthenticatedClient {
  clientId: string;
  role: UserTable["role"];
  tokenVersion: number;
}

export type AuthenticateClient = (
  clientId: string,
  secret: string,
  context: AuditContext,
) => Promise<AuthenticatedClient>;

/** What the session feature offers to the others. */
export interface SessionPort {
  openSession: OpenSession;
  endSessions: EndSessions;
  endSessionsOf: EndSessionsOf;
  /** A cookie session for the browser that made the request, in place of the one it has. */
  browserSessionOptions(request: FastifyRequest): Promise<NewSessionOptions>;
  answerWithGrant: AnswerWithGrant;
}

/** Puts what a session grants into an answer: the cookie where it has one to set, and the body (RFC 6749 §5.1). */
export type AnswerWithGrant = (reply: FastifyReply, grant: SessionGrant) => TokenResponse;
