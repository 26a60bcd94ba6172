import type { Clock } from "../clock.ts";
import { createSessionClient, type SessionClient } from "../session-client.ts";
import type { RefreshOutcome, SessionTransport, SignInOutcome, SignInRequest } from "../session-transport.ts";
import type { TabMessage } from "../tab-channel.ts";
import { createTabLock } from "../tab-lock.ts";
import { createTabPresence } from "../tab-presence.ts";
import type { SimulatedBrowser } from "./simulated-browser.ts";

interface Served<T> {
  outcome: T;
  cookie?: string;
}

type Serve<T> = (cookie: string | undefined) => Served<T>;

interface CallOptions {
  signal?: AbortSignal;
  keepalive?: boolean;
}

const unavailable = { kind: "unavailable", rateLimited: false } as const;
const callTimeoutMs = 8_000;

/** One document with its client. What it has under way dies with it, but for what the network does anyway. */
export class SimulatedPage {
  readonly client: SessionClient;
  hasUnsavedWork = false;
  refreshes = 0;
  readonly #browser: SimulatedBrowser;
  readonly #listeners = new Set<(message: TabMessage) => void>();
  #isAlive = true;
  #isFrozen = false;
  #backlog: (() => void)[] = [];

  constructor(browser: SimulatedBrowser) {
    this.#browser = browser;
    const clock = this.#clock();
    const locks = browser.hasLocks ? browser.locks.of(this) : undefined;
    this.client = createSessionClient({
      clock,
      transport: this.#transport(),
      lock: createTabLock(locks, clock),
      presence: createTabPresence(browser.hasChannel ? locks : undefined, clock),
      channel: {
        post: (message) => browser.broadcast(this, message),
        subscribe: (listener) => (this.#listeners.add(listener), () => this.#listeners.delete(listener)),
        close: () => this.#listeners.clear(),
      },
      marks: browser.marks,
      hasUnsavedWork: () => this.hasUnsavedWork,
    });
  }

  get userId(): string | undefined {
    const { state } = this.client;
    return state.status === "active" ? state.session.userId : undefined;
  }

  receive(message: TabMessage): void {
    this.#whenRunning(() => {
      for (const listener of this.#listeners) listener(message);
    });
  }

  freeze(): void {
    this.#isFrozen = true;
  }

  thaw(): void {
    this.#isFrozen = false;
    for (const work of this.#backlog.splice(0)) this.#whenRunning(work);
  }

  die(): void {
    this.#isAlive = false;
  }

  /** One data request with one retry, as the http client makes it; tells whose token the server accepted. */
  async callApi(signal?: AbortSignal): Promise<string> {
    const token = await this.client.getToken({ signal });
    const refusal = this.#browser.server.check(token);
    if (!refusal) return userOf(token);
    if (refusal.code === "session_revoked") this.client.noteRefusal(token, refusal);
    const renewed = await this.client.getToken({ signal, rejected: token });
    if (this.#browser.server.check(renewed)) throw new Error("refused twice");
    return userOf(renewed);
  }

  #whenRunning(work: () => void): void {
    if (this.#isAlive && this.#isFrozen) this.#backlog.push(work);
    else if (this.#isAlive) work();
  }

  #clock(): Clock {
    const { time } = this.#browser;
    return {
      wallNow: () => Math.floor(time.now + time.wallOffsetMs),
      monotonicNow: () => time.now - time.asleepMs,
      after: (delayMs, work) => time.after(delayMs, () => this.#whenRunning(work)),
      random: () => 0.5,
    };
  }

  #transport(): SessionTransport {
    const { server } = this.#browser;
    return {
      refresh: (signal) => {
        this.refreshes += 1;
        const serve: Serve<RefreshOutcome> = (cookie) =>
          this.#browser.refusesToAnswer ? { outcome: this.#browser.refusesToAnswer } : server.refresh(cookie);
        return this.#call<RefreshOutcome>(serve, unavailable, { signal });
      },
      signIn: ({ body }: SignInRequest) =>
        this.#call<SignInOutcome>(
          (cookie) => server.signIn(body["username"] as string, cookie),
          unavailable,
          {
            keepalive: false,
          },
        ),
      signOut: (sessionId) =>
        this.#call<boolean>((cookie) => {
          server.signOut(sessionId);
          return cookie?.startsWith(sessionId) ? { outcome: true, cookie: "" } : { outcome: true };
        }, false),
    };
  }

  /** The cookie goes along as it is when the call leaves, and comes back when the answer does. */
  #call<T>(serve: Serve<T>, failure: T, { signal, keepalive = true }: CallOptions = {}): Promise<T> {
    const { time, isOnline, cookie } = this.#browser;
    return new Promise((resolve, reject) => {
      signal?.addEventListener("abort", () => reject(signal.reason as Error), { once: true });
      const answer = (outcome: T) => this.#whenRunning(() => resolve(outcome));
      const arrive = () => {
        if (signal?.aborted) return;
        const served = serve(cookie);
        if (this.#isAnswerLost()) time.after(callTimeoutMs, () => answer(failure));
        else time.after(this.#browser.delay(), () => comeBack(served));
      };
      const comeBack = (served: Served<T>) => {
        // A refresh and a sign-out are `keepalive`; a sign-in without its page is cancelled.
        if (signal?.aborted || (!this.#isAlive && !keepalive)) return;
        if (served.cookie !== undefined) this.#browser.cookie = served.cookie || undefined;
        answer(served.outcome);
      };
      if (isOnline) time.after(this.#browser.delay(), arrive);
      else time.after(1, () => answer(failure));
    });
  }

  #isAnswerLost(): boolean {
    if (this.#browser.answersToLose === 0) return false;
    this.#browser.answersToLose -= 1;
    return true;
  }
}

function userOf(token: string): string {
  return (JSON.parse(atob(token.split(".")[1] ?? "")) as { sub: string }).sub;
}
