import type { RevokeReason } from "@gatehouse/shared/error-codes";
import type { Problem } from "@gatehouse/shared/problem";
import { HttpError } from "react-admin";
import { apiOrigin } from "../session/api-origin.ts";
import { sessionClient } from "../session/browser-session.ts";
import { unreachable } from "../session/unreachable.ts";
import { describeProblem } from "./problem-message.ts";

export interface HttpOptions {
  method?: string | undefined;
  headers?: HeadersInit | undefined;
  body?: string | undefined;
  signal?: AbortSignal | undefined;
}

/** The form of answer that React Admin's data providers read. */
export interface HttpAnswer {
  status: number;
  headers: Headers;
  body: string;
  json: unknown;
}

/**
 * Calls the API as the signed-in user. A 401 gets one new token (shared with everybody who waits for one) and one
 * second try with the same body; a second 401 is an error like any other, unless it ends the session: then the call
 * begins anew once the same person is back. Aborting `signal` ends this call only.
 */
export async function httpClient(path: string, options: HttpOptions = {}): Promise<HttpAnswer> {
  const { signal } = options;
  const accessToken = await sessionClient.getToken({ signal });
  const answer = await send(path, options, accessToken);
  if (answer.status !== 401) return settle(answer);
  noteEndOfSession(accessToken, answer);
  const renewed = await sessionClient.getToken({ signal, rejected: accessToken });
  const second = await send(path, options, renewed);
  return noteEndOfSession(renewed, second) ? await httpClient(path, options) : settle(second);
}

async function send(path: string, options: HttpOptions, accessToken: string): Promise<HttpAnswer> {
  const headers = new Headers(options.headers);
  headers.set("Authorization", `Bearer ${accessToken}`);
  if (!headers.has("Accept")) headers.set("Accept", "application/json");
  if (options.body !== undefined) headers.set("Content-Type", "application/json");
  try {
    const response = await fetch(apiOrigin + path, { ...withoutUndefined(options), headers });
    const body = await response.text();
    return { status: response.status, headers: response.headers, body, json: parseJson(body) };
  } catch (cause) {
    // A browser's own words ("Failed to fetch") are for developers.
    throw options.signal?.aborted ? cause : new Error(unreachable, { cause });
  }
}

/** Codes by which a data route says that the session is over; the refresh route's own say nothing here. */
function noteEndOfSession(accessToken: string, { status, json }: HttpAnswer): boolean {
  const { code, reason } = (json ?? {}) as Partial<Problem>;
  if (status !== 401) return false;
  if (code !== "session_revoked" && code !== "session_expired" && code !== "account_disabled") return false;
  return sessionClient.noteRefusal(accessToken, { code, reason: reason as RevokeReason | undefined });
}

function settle(answer: HttpAnswer): HttpAnswer {
  if (answer.status >= 200 && answer.status < 300) return answer;
  throw new HttpError(
    describeProblem(answer.status, answer.headers, answer.json),
    answer.status,
    answer.json,
  );
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function withoutUndefined({ method, body, signal }: HttpOptions): RequestInit {
  return { ...(method && { method }), ...(body !== undefined && { body }), ...(signal && { signal }) };
}
