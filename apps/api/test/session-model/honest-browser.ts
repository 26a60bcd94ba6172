import type { SessionGrant } from "../../src/session-port.ts";
import type { Answer } from "./session-world.ts";

/** A refresh on its way: sent with what the jar held, perhaps answered, not yet arrived. */
export interface Call {
  token: string;
  sentAt: number;
  answer: Answer | undefined;
}

/** Any number of tabs share one cookie jar; each call carries what the jar holds when it is sent. */
export class HonestBrowser {
  jar: string;
  /** The access tokens that have arrived, newest last. */
  accessTokens: string[];
  calls: Call[] = [];

  constructor(grant: SessionGrant) {
    this.jar = grant.refreshToken;
    this.accessTokens = [grant.accessToken];
  }

  send(now: number): void {
    this.calls.push({ token: this.jar, sentAt: now, answer: undefined });
  }

  /** The answer arrives: its Set-Cookie replaces what is in the jar, whatever came in between. */
  receive(call: Call): void {
    this.drop(call);
    if (!call.answer || !("grant" in call.answer)) return;
    const { grant } = call.answer;
    if (grant.isNewToken) this.jar = grant.refreshToken;
    this.accessTokens.push(grant.accessToken);
  }

  drop(call: Call): void {
    this.calls = this.calls.filter((each) => each !== call);
  }

  /** No call is waited for longer than this: the client has given up. */
  giveUpBefore(moment: number): void {
    this.calls = this.calls.filter((call) => call.sentAt > moment);
  }
}
