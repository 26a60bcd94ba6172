import { expect, it } from "vitest";
import type { Clock } from "./clock.ts";
import { HeldSession } from "./held-session.ts";
import { judgeRefresh } from "./refresh-verdict.ts";
import type { RefreshOutcome } from "./session-transport.ts";
import { SimulatedServer } from "./simulation/simulated-server.ts";
import { VirtualTime } from "./simulation/virtual-time.ts";

const sessionId = "sid-000001";
const sent = { sessionId, since: { wall: 0, monotonic: 0 } };
const clock: Clock = { wallNow: () => 0, monotonicNow: () => 0, after: () => () => {}, random: () => 0 };
const granted = new SimulatedServer(new VirtualTime()).signIn("ada", undefined).outcome;
const refused: RefreshOutcome = { kind: "refused", code: "session_revoked", reason: "administrator" };

/** A browser that believes to be in the session `current`. */
function heldSession(current = sessionId): HeldSession {
  const marks = { current, pendingSignOut: undefined };
  return new HeldSession({ clock, marks, hasUnsavedWork: () => false });
}

it("accepts a token, but none of a session that is known to be over", () => {
  const session = heldSession();
  expect(judgeRefresh(granted, sent, session)).toMatchObject({ kind: "accept" });
  session.noteEnded(sessionId);
  expect(judgeRefresh(granted, sent, session)).toMatchObject({ kind: "leave", sessionId });
});

it("ends the session by the server's word, with its reason", () => {
  const end = { code: "session_revoked", reason: "administrator" };
  expect(judgeRefresh(refused, sent, heldSession())).toEqual({ kind: "end", sessionId, end });
});

it("asks again where another sign-in has replaced the cookie meanwhile", () => {
  expect(judgeRefresh(refused, sent, heldSession("sid-000002"))).toEqual({ kind: "again" });
});

it.each<[string, RefreshOutcome]>([
  ["nobody answered", { kind: "unavailable", rateLimited: false }],
  ["the token is none of ours", { kind: "granted", accessToken: "not.a.token", expiresInMs: 300_000 }],
])("tries again when %s", (_, outcome) => {
  expect(judgeRefresh(outcome, sent, heldSession())).toMatchObject({ kind: "retry", rateLimited: false });
});
