import { describe, expect, test } from "vitest";
import { findHonestSignOut, leewayTicks } from "../../../test/session-model/honest-search.ts";
import { judgeRefresh, type RefreshState, type Verdict } from "./refresh-rules.ts";

const leewayMs = 20_000;
const now = 1_000_000;

const state = (changes: Partial<RefreshState> = {}): RefreshState => ({
  generation: 5,
  issuedAt: now - leewayMs,
  confirmedGeneration: 5,
  confirmedAt: now - leewayMs,
  expiresAt: now + 1,
  revokedAt: null,
  revokeReason: null,
  isUserActive: true,
  ...changes,
});

const judge = (changes: Partial<RefreshState>, generation: number) =>
  judgeRefresh(state(changes), generation, now, leewayMs);

describe("the rules, one by one", () => {
  test.each<[string, Partial<RefreshState>, number, Verdict["kind"]]>([
    ["rotates the current token once it is as old as the leeway", {}, 5, "rotate"],
    ["holds the current token until then", { issuedAt: now - leewayMs + 1 }, 5, "hold"],
    [
      "replays to the parent while the successor is unconfirmed, however long",
      { confirmedGeneration: 4 },
      4,
      "replay",
    ],
    ["replays to the parent until the leeway since the confirmation is over", {}, 4, "replay"],
    ["takes the parent for theft after that", { confirmedAt: now - leewayMs - 1 }, 4, "theft"],
    ["takes any older token for theft", { confirmedGeneration: 3 }, 3, "theft"],
    ["recovers a generation from the future", {}, 6, "recover"],
  ])("%s", (_title, changes, generation, kind) => {
    expect(judge(changes, generation).kind).toBe(kind);
  });

  test.each<[string, Partial<RefreshState>]>([
    ["account_disabled", { isUserActive: false, revokedAt: 1, expiresAt: 0 }],
    ["session_revoked", { revokedAt: 1, expiresAt: 0 }],
    ["session_expired", { expiresAt: now }],
  ])("refuses with %s before anything else", (code, changes) => {
    for (const generation of [3, 4, 5, 6])
      expect(judge(changes, generation)).toMatchObject({ kind: "refused", code });
  });
});

/** Simpler rules that other systems have, each of which signs an honest browser out. */
const simplerRules: Record<string, typeof judgeRefresh> = {
  "no parent is ever answered": (...args) => {
    const verdict = judgeRefresh(...args);
    return verdict.kind === "replay" ? { kind: "theft" } : verdict;
  },
  "the leeway counts from the rotation": (session, generation, at, leeway) => {
    const isLate = at - session.issuedAt > leeway;
    const verdict = judgeRefresh(session, generation, at, leeway);
    return verdict.kind === "replay" && isLate ? { kind: "theft" } : verdict;
  },
  "nothing is held": (...args) => {
    const verdict = judgeRefresh(...args);
    return verdict.kind === "hold" ? { kind: "rotate" } : verdict;
  },
};

describe("an honest browser with four calls in flight", () => {
  test("is never signed out, whatever is lost, late or reordered", { tags: "property" }, () => {
    const { path, states } = findHonestSignOut({
      judge: judgeRefresh,
      maxCalls: 4,
      maxTicks: 2 * leewayTicks + 2,
    });
    expect(path).toBeUndefined();
    expect(states).toBeGreaterThan(10_000);
  });

  test.each(Object.entries(simplerRules))("is signed out somewhere where %s", (_name, rules) => {
    const { path } = findHonestSignOut({ judge: rules, maxCalls: 4, maxTicks: 2 * leewayTicks + 2 });
    expect(path).toBeDefined();
  });
});
