import { readIdentity, type SessionIdentity } from "./access-token-claims.ts";
import { elapsedMs, type Clock, type Instant } from "./clock.ts";

/** An access token in memory, with its age as this machine's clocks tell it, never as the token's own `exp` does. */
export interface HeldToken {
  value: string;
  identity: SessionIdentity;
  lifetimeMs: number;
  /** When the request that brought it began. */
  since: Instant;
}

/** A token on its way to another tab, whose clocks can't be compared with ours but for the wall clock. */
export interface SharedToken {
  value: string;
  lifetimeMs: number;
  ageMs: number;
  sentAtWall: number;
}

const refreshAtShareOfLifetime = 0.75;
const expiryMarginMs = 5_000;
const expiryMarginShare = 0.1;

export function holdToken(value: string, lifetimeMs: number, since: Instant): HeldToken | undefined {
  const identity = readIdentity(value);
  return identity && { value, identity, lifetimeMs, since };
}

export function remainingMs(clock: Clock, token: HeldToken): number {
  return token.lifetimeMs - elapsedMs(clock, token.since);
}

/** Milliseconds until the token should be replaced; negative once that is due. */
export function refreshDueInMs(clock: Clock, token: HeldToken): number {
  return token.lifetimeMs * refreshAtShareOfLifetime - elapsedMs(clock, token.since);
}

/** Whether it is too late to send the token: a little before its end, since a request takes time. */
export function isExpired(clock: Clock, token: HeldToken): boolean {
  return remainingMs(clock, token) <= Math.min(expiryMarginMs, token.lifetimeMs * expiryMarginShare);
}

export function shareToken(clock: Clock, token: HeldToken): SharedToken {
  return {
    value: token.value,
    lifetimeMs: token.lifetimeMs,
    ageMs: elapsedMs(clock, token.since),
    sentAtWall: clock.wallNow(),
  };
}

/** Takes a token from another tab over; time on the way (a frozen tab reads late) counts as age. */
export function receiveToken(clock: Clock, shared: SharedToken): HeldToken | undefined {
  const ageMs = shared.ageMs + Math.max(0, clock.wallNow() - shared.sentAtWall);
  return holdToken(shared.value, shared.lifetimeMs, {
    wall: clock.wallNow() - ageMs,
    monotonic: clock.monotonicNow() - ageMs,
  });
}
