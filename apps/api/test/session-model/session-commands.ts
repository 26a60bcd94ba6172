import fc, { type AsyncCommand } from "fast-check";
import { expect } from "vitest";
import type { RevokeReason } from "@gatehouse/shared/error-codes";
import type { SessionTable } from "../../src/database/tables.ts";
import type { Call, HonestBrowser } from "./honest-browser.ts";
import { flushModel, noteInModel, presentToModel, type SessionModel } from "./session-model.ts";
import type { Answer, SessionWorld } from "./session-world.ts";

/** What a run knows: the plain model, the honest browser, what a thief has, and what was ever handed out. */
export interface Run {
  session: SessionModel;
  browser: HonestBrowser;
  loot: { refreshToken: string; accessToken: string } | undefined;
  /** By generation: the one token of it that was ever handed out (N2). */
  handedOut: Map<number, string>;
  /** What a backup of the database would bring back. */
  backup: SessionModel | undefined;
  /** With an older database the keys of newer access tokens may be gone. */
  hasRestored: boolean;
  /** N1 is promised to browsers that nobody stole from and whose session nobody ended. */
  isUndisturbed: boolean;
}

export type Step = AsyncCommand<Run, SessionWorld>;

const generationOf = (token: string) => Number(token.split(".")[2]);

/** A command that does `act` whenever `isPossible`; its name is what a failing run prints. */
export function step(
  name: string,
  act: (run: Run, world: SessionWorld) => Promise<void>,
  isPossible: (run: Run) => boolean = () => true,
): Step {
  return { check: isPossible, run: act, toString: () => name };
}

/** Presents a token, and holds answer, model and row against each other. */
async function present(run: Run, world: SessionWorld, token: string): Promise<Answer> {
  const { clock, config } = world.options;
  const now = clock.now();
  const generation = generationOf(token);
  const wasOld = isProvablyOld(run.session, generation, now, config.refreshLeeway * 1000);
  const wasOver = run.session.endedBy !== undefined || !run.session.isUserActive;
  const before = await world.row();
  const expected = presentToModel(run.session, generation, now, {
    leewayMs: config.refreshLeeway * 1000,
    idleMs: config.sessionIdleTtl * 1000,
  });
  const answer = await world.present(token);
  if (expected.outcome === "refused") {
    expect(answer).toEqual({ code: expected.code });
    expectOnlyWhatTheftEnds(before, await world.row(), expected.code);
    return answer;
  }
  if (!("grant" in answer)) throw new Error(`expected ${expected.outcome}, but was refused: ${answer.code}`);
  const { grant } = answer;
  expect(generationOf(grant.refreshToken)).toBe(expected.generation);
  expect(grant.isNewToken, "hold sets no cookie").toBe(["rotate", "replay"].includes(expected.outcome));
  expect(run.handedOut.get(expected.generation) ?? grant.refreshToken, "N2: one successor").toBe(
    grant.refreshToken,
  );
  run.handedOut.set(expected.generation, grant.refreshToken);
  expect(wasOld, "N3: an old generation revokes").toBe(false);
  expect(wasOver, "N4: nothing after the end").toBe(false);
  expect(now + grant.expiresInSeconds * 1000, "N5: not past the absolute end").toBeLessThanOrEqual(
    run.session.absoluteEnd,
  );
  const after = await world.row();
  expect(after.absolute_expires_at, "N5: the end does not move").toBe(before.absolute_expires_at);
  expect(after.expires_at, "N5: nor is it passed").toBe(run.session.expiresAt);
  return answer;
}

/** N3's condition, from what is stored alone. */
function isProvablyOld(
  { stored, generation }: SessionModel,
  presented: number,
  now: number,
  leewayMs: number,
): boolean {
  const hasConfirmedSuccessor = stored.generation === generation && presented < generation;
  return presented < generation - 1 || (hasConfirmedSuccessor && now - stored.at > leewayMs);
}

/** N6: a refusal moves nothing, but that theft ends the session. */
function expectOnlyWhatTheftEnds(before: SessionTable, after: SessionTable, code: string): void {
  if (code !== "refresh_reused") return expect(after, "N6: a refusal changes nothing").toEqual(before);
  expect(after).toMatchObject({ revoke_reason: "reuse_detected", generation: before.generation });
}

/** Uses an access token as any protected route would (N4). */
async function use(run: Run, world: SessionWorld, accessToken: string): Promise<void> {
  const refusal = await world.use(accessToken);
  const claims = claimsOf(accessToken);
  const now = world.options.clock.now();
  // Once a token has expired the key that signed it may be gone as well.
  if (now >= claims.exp * 1000) expect(refusal, "N5: not past its end").toMatch(/^token_(expired|invalid)$/);
  else if (refusal !== "token_invalid" || !run.hasRestored)
    expect(refusal, "N4: nothing after the end").toBe(expectedRefusal(run.session, claims));
  if (refusal === undefined) noteInModel(run.session, claims.gen, now);
}

interface Claims {
  exp: number;
  gen: number;
  ver: number;
}

const claimsOf = (token: string) =>
  JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString()) as Claims;

function expectedRefusal(session: SessionModel, { ver }: Claims): string | undefined {
  if (!session.isUserActive) return "account_disabled";
  if (session.endedBy) return "session_revoked";
  return ver < session.tokenVersion ? "token_stale" : undefined;
}

const pick = <T>(items: readonly T[], index: number): T | undefined => items[index % items.length];

const send = step("a tab sends a refresh", async ({ browser }, world) =>
  browser.send(world.options.clock.now()),
);

async function answer(run: Run, world: SessionWorld, call: Call): Promise<void> {
  call.answer = await present(run, world, call.token);
  const isAlive = world.options.clock.now() < run.session.expiresAt;
  if (run.isUndisturbed && isAlive) {
    expect(call.answer, "N1: an honest browser is never signed out").toHaveProperty("grant");
  }
}

const process = (index: number) =>
  step(
    `the server answers call ${index}`,
    async (run, world) => {
      const call = pick(run.browser.calls, index);
      if (call) await answer(run, world, call);
    },
    ({ browser }) => browser.calls.length > 0,
  );

const answered = (browser: HonestBrowser): Call[] =>
  browser.calls.filter((call) => call.answer !== undefined);

const receive = (index: number) =>
  step(
    `answer ${index} arrives`,
    async ({ browser }) => {
      const call = pick(answered(browser), index);
      if (call) browser.receive(call);
    },
    ({ browser }) => answered(browser).length > 0,
  );

const lose = (index: number) =>
  step(
    `call ${index} is lost`,
    async ({ browser }) => {
      const call = pick(browser.calls, index);
      if (call) browser.drop(call);
    },
    ({ browser }) => browser.calls.length > 0,
  );

const useAccess = (index: number) =>
  step(`the page uses access token ${index} from the end`, async (run, world) => {
    const token = pick(run.browser.accessTokens.toReversed(), index);
    if (token) await use(run, world, token);
  });

/** The common course of things: a refresh that nothing comes between, and a request with what it brought. */
const refresh = step("a tab refreshes and goes on", async (run, world) => {
  const { browser } = run;
  browser.send(world.options.clock.now());
  const call = browser.calls.at(-1);
  if (!call) return;
  await answer(run, world, call);
  browser.receive(call);
  await use(run, world, browser.accessTokens.at(-1) ?? "");
});

/** Time passes; a call that would take half the leeway or longer is given up. */
const wait = (ms: number) =>
  step(`${ms} ms pass`, async ({ browser }, { options: { clock, config } }) => {
    clock.advanceSeconds(ms / 1000);
    browser.giveUpBefore(clock.now() - (config.refreshLeeway * 1000) / 2);
  });

const flush = step("sightings are written", async ({ session }, world) => {
  await world.flush();
  flushModel(session);
});

const crash = step("the process crashes", async ({ session }, world) => {
  await world.crash();
  session.memory = undefined;
});

const losePower = (kept: number) =>
  step(`the power fails, ${kept} unsynced commits survive`, async ({ session }, world) => {
    const row = await world.losePower(kept);
    session.memory = undefined;
    session.generation = row.generation;
    session.issuedAt = row.issued_at;
    session.expiresAt = row.expires_at;
    session.stored = { generation: row.confirmed_generation, at: row.confirmed_at };
  });

const rotateRefreshKey = step("the refresh key is rotated", async ({ session }, world) => {
  await world.rotateRefreshKey();
  flushModel(session);
});

const rotateSigningKey = step("the signing key is rotated", (_run, world) => world.rotateSigningKey());

const steal = step("a thief copies jar and page", async (run) => {
  const accessToken = run.browser.accessTokens.at(-1) ?? "";
  run.loot = { refreshToken: run.browser.jar, accessToken };
});

const thiefRefreshes = step(
  "the thief refreshes",
  async (run, world) => {
    if (!run.loot) return;
    run.isUndisturbed = false;
    const answer = await present(run, world, run.loot.refreshToken);
    if ("grant" in answer) {
      run.loot = { refreshToken: answer.grant.refreshToken, accessToken: answer.grant.accessToken };
    }
  },
  ({ loot }) => loot !== undefined,
);

const thiefUses = step(
  "the thief uses his access token",
  async (run, world) => {
    if (!run.loot) return;
    run.isUndisturbed = false;
    await use(run, world, run.loot.accessToken);
  },
  ({ loot }) => loot !== undefined,
);

/** He may have copied the jar at any time. */
const thiefPresents = (back: number) =>
  step(`a thief presents the token of ${back} generations ago`, async (run, world) => {
    const token = run.handedOut.get(run.session.generation - back);
    if (token === undefined) return;
    run.isUndisturbed = false;
    await present(run, world, token);
  });

const end = (reason: RevokeReason) =>
  step(`the session is ended: ${reason}`, async (run, world) => {
    await world.end(reason);
    run.isUndisturbed = false;
    run.session.endedBy ??= reason;
  });

const disable = step("the account is disabled", async (run, world) => {
  await world.disable();
  run.isUndisturbed = false;
  run.session.isUserActive = false;
  run.session.endedBy ??= "account_disabled";
  run.session.tokenVersion += 1;
});

const changeRole = step("the role changes", async ({ session }, world) => {
  await world.changeRole();
  session.tokenVersion += 1;
});

const forge = (position: number) =>
  step(`a token is forged at ${position}`, async ({ browser }, world) => {
    const parts = browser.jar.split(".");
    const forgeries = [
      [parts[0], crypto.randomUUID(), parts[2], parts[3]],
      [parts[0], parts[1], String(generationOf(browser.jar) + 1), parts[3]],
      ["AAAAAAAA", parts[1], parts[2], parts[3]],
      [parts[0], parts[1], parts[2], (parts[3] ?? "").split("").toReversed().join("")],
    ];
    const forged = pick(forgeries, position)?.join(".") ?? "";
    const before = await world.row();
    expect(await world.present(forged), "N7: no token passes for another").toEqual({
      code: "refresh_invalid",
    });
    expect(await world.row(), "N6: a forgery changes nothing").toEqual(before);
  });

const small = fc.nat({ max: 5 });
/** Short waits, waits around the leeway, an idle and an absolute lifetime. */
const durations = (leewayMs: number) =>
  fc.oneof(
    { weight: 4, arbitrary: fc.integer({ min: 1, max: leewayMs / 2 }) },
    { weight: 3, arbitrary: fc.constantFrom(leewayMs - 1, leewayMs, leewayMs + 1, 2 * leewayMs) },
    { weight: 1, arbitrary: fc.constantFrom(300_000, 86_400_000, 604_800_000) },
  );

/**
 * What an honest browser and a fallible machine do. Each line is drawn equally often, so what it takes several of to come
 * to a rule's edge stands here more than once, and what ends a run's interest is rare.
 */
export const honestCommands = (leewayMs: number): fc.Arbitrary<Step>[] => [
  fc.constant(refresh),
  fc.constant(send),
  small.map(process),
  small.map(process),
  small.map(receive),
  small.map(lose),
  small.map(useAccess),
  durations(leewayMs).map(wait),
  durations(leewayMs).map(wait),
  durations(leewayMs).map(wait),
  fc.constant(flush),
  fc.oneof(fc.constantFrom(crash, rotateRefreshKey, rotateSigningKey, changeRole), small.map(losePower)),
];

/** Besides, what thieves, administrators and users do to a session. */
export const allCommands = (leewayMs: number): fc.Arbitrary<Step>[] => [
  ...honestCommands(leewayMs),
  fc.constant(steal),
  fc.constant(thiefRefreshes),
  fc.constant(thiefUses),
  fc.integer({ min: 1, max: 2 }).map(thiefPresents),
  fc.oneof(
    { weight: 4, arbitrary: small.map(forge) },
    { weight: 1, arbitrary: fc.constantFrom(end("signed_out"), end("administrator"), disable) },
  ),
];
