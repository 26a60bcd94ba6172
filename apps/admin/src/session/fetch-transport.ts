import { sessionEndCodes, type SessionEndCode } from "@gatehouse/shared/error-codes";
import type { Problem } from "@gatehouse/shared/problem";
import type { TokenResponse } from "@gatehouse/shared/session-api";
import { readJson, readRefusal, unavailable } from "./read-refusal.ts";
import type {
  Granted,
  RefreshOutcome,
  SessionTransport,
  SignInOutcome,
  SignInRequest,
} from "./session-transport.ts";

/** Less than half the server's leeway (20 s), which is what keeps late answers harmless. */
const refreshTimeoutMs = 8_000;
const signOutTimeoutMs = 8_000;
/** A sign-in may wait for a password hash on a busy server. */
const signInTimeoutMs = 30_000;

/** The session's calls over `fetch`. The cookie is the browser's business; nothing here sees it. */
export function createFetchTransport(apiOrigin: string): SessionTransport {
  return {
    refresh: (signal) => refresh(apiOrigin, signal),
    signIn: (request) => signIn(apiOrigin, request),
    signOut: (sessionId, accessToken) => signOut(apiOrigin, sessionId, accessToken),
  };
}

/** No header and no body: no CORS preflight. `keepalive`: a reload doesn't cut it off between rotation and cookie. */
async function refresh(apiOrigin: string, signal: AbortSignal): Promise<RefreshOutcome> {
  const response = await send(`${apiOrigin}/api/refresh-token`, {
    keepalive: true,
    signal: AbortSignal.any([signal, AbortSignal.timeout(refreshTimeoutMs)]),
  });
  signal.throwIfAborted();
  if (!response) return unavailable();
  const body = await readJson(response);
  if (response.ok) return readGrant(body) ?? unavailable();
  const { code, reason } = (body ?? {}) as Partial<Problem>;
  if (response.status === 401 && isSessionEndCode(code)) {
    return {
      kind: "refused",
      code,
      reason: reason as Extract<RefreshOutcome, { kind: "refused" }>["reason"],
    };
  }
  if (response.status === 403 && code === "origin_not_allowed") return { kind: "origin_not_allowed" };
  return unavailable(response);
}

async function signIn(apiOrigin: string, { path, body }: SignInRequest): Promise<SignInOutcome> {
  const response = await send(apiOrigin + path, {
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(signInTimeoutMs),
  });
  if (!response) return unavailable();
  const answer = await readJson(response);
  if (response.ok) return readGrant(answer) ?? unavailable();
  return readRefusal(response, answer);
}

async function signOut(apiOrigin: string, sessionId: string, accessToken?: string): Promise<boolean> {
  const response = await send(`${apiOrigin}/api/logout`, {
    keepalive: true,
    headers: {
      "content-type": "application/json",
      ...(accessToken !== undefined && { authorization: `Bearer ${accessToken}` }),
    },
    body: JSON.stringify({ sid: sessionId }),
    signal: AbortSignal.timeout(signOutTimeoutMs),
  });
  return response?.status === 204;
}

async function send(url: string, init: RequestInit): Promise<Response | undefined> {
  try {
    return await fetch(url, { method: "POST", credentials: "include", cache: "no-store", ...init });
  } catch {
    return undefined;
  }
}

function readGrant(body: unknown): Granted | undefined {
  const { access_token: accessToken, expires_in: expiresIn } = (body ?? {}) as Partial<TokenResponse>;
  if (typeof accessToken !== "string" || typeof expiresIn !== "number") return undefined;
  return { kind: "granted", accessToken, expiresInMs: expiresIn * 1_000 };
}

function isSessionEndCode(code: string | undefined): code is SessionEndCode {
  return (sessionEndCodes as readonly (string | undefined)[]).includes(code);
}
