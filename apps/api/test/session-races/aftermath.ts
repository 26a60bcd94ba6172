import { expect } from "vitest";
import { claimsOf } from "../token-forger.ts";
import { type Answer, codeOf, type Ending, type Race, type Racer } from "./race.ts";

/** What racing requests were granted: refreshes of the race's own session, and sign-ins that opened others. */
export interface Granted {
  own: Answer[];
  signedIn: Answer[];
}

type Assertion = (race: Race, granted: Granted) => Promise<void>;

/** What a racing request may be answered where the ending came first; where it came second it is accepted. */
export const refusals: Record<Ending, Record<Racer, string | undefined>> = {
  logout: { refresh: "session_revoked", me: "session_revoked", signIn: undefined },
  revocation: { refresh: "session_revoked", me: "session_revoked", signIn: undefined },
  disable: { refresh: "account_disabled", me: "account_disabled", signIn: "invalid_credentials" },
  password: { refresh: undefined, me: "token_stale", signIn: "invalid_credentials" },
  role: { refresh: undefined, me: "token_stale", signIn: undefined },
};

const tokensOf = (answers: Answer[]) => answers.map(({ body }) => body.access_token ?? "");
const cookiesOf = (answers: Answer[]) => answers.flatMap(({ setCookie }) => setCookie || []);
const ownTokens = ({ session }: Race, { own }: Granted) => [session.accessToken, ...tokensOf(own)];
const ownCookies = ({ session }: Race, { own }: Granted) => [session.cookie, ...cookiesOf(own)];

async function expectTokens(race: Race, tokens: string[], code: string | undefined): Promise<void> {
  const answers = await Promise.all(tokens.map(race.me));
  expect(answers.map(codeOf)).toEqual(tokens.map(() => code));
}

async function expectCookies(race: Race, cookies: string[], code: string): Promise<void> {
  const answers = await Promise.all(cookies.map(race.refresh));
  expect(answers.map(codeOf)).toEqual(cookies.map(() => code));
}

const expectEnded: Assertion = async (race, granted) => {
  await expectTokens(race, ownTokens(race, granted), "session_revoked");
  await expectCookies(race, ownCookies(race, granted), "session_revoked");
  await expectTokens(race, tokensOf(granted.signedIn), undefined);
};

const expectDisabled: Assertion = async (race, granted) => {
  const tokens = [...ownTokens(race, granted), ...tokensOf(granted.signedIn)];
  const cookies = [...ownCookies(race, granted), ...cookiesOf(granted.signedIn)];
  await expectTokens(race, tokens, "account_disabled");
  await expectCookies(race, cookies, "account_disabled");
  await race.enable();
  await expectTokens(race, tokens, "session_revoked");
  await expectCookies(race, cookies, "session_revoked");
};

/** Nothing of the former counter is accepted, and one refresh brings the rights of now. */
async function expectRenewed(race: Race, granted: Granted, role: string): Promise<void> {
  const tokens = [...ownTokens(race, granted), ...tokensOf(granted.signedIn)];
  const answers = await Promise.all(tokens.map(race.me));
  const accepted = tokens.filter((_, index) => answers[index]?.status === 200);
  expect(accepted.filter((token) => claimsOf(token)["ver"] === 1)).toEqual([]);
  const { body } = await race.refresh(cookiesOf(granted.own)[0] ?? race.session.cookie);
  await expectTokens(race, [body.access_token ?? ""], undefined);
  expect(claimsOf(body.access_token ?? "")["role"]).toBe(role);
}

/** What is accepted once the racers and the ending are all answered. */
export const expectAftermath: Record<Ending, Assertion> = {
  logout: expectEnded,
  revocation: expectEnded,
  disable: expectDisabled,
  role: (race, granted) => expectRenewed(race, granted, "clerk"),
  async password(race, granted) {
    await expectTokens(race, tokensOf(granted.signedIn), "session_revoked");
    await expectCookies(race, cookiesOf(granted.signedIn), "session_revoked");
    expect(codeOf(await race.signIn())).toBe("invalid_credentials");
    await expectRenewed(race, granted, "viewer");
  },
};
