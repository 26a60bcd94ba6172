import { backoffMs } from "./backoff.ts";
import { elapsedMs, instantNow, type Clock, type Instant } from "./clock.ts";
import type { TabLock } from "./tab-lock.ts";

export interface RefresherPorts {
  clock: Clock;
  lock: TabLock;
  /**
   * Asks the other tabs for a token; one that is of use comes back through `stopWaiting`. Gives the milliseconds for which
   * that is worth waiting.
   */
  askOtherTabs: () => Promise<number>;
  /** Calls the server and acts on its answer, unless the signal was aborted meanwhile. */
  call: (signal: AbortSignal) => Promise<void>;
}

/** `Retry-After: 0` is no leave to ask without pause. */
const shortestPauseMs = 500;

/** The one refresh in flight and the one timer for the next. Knows when to call, not what the answer means. */
export class TokenRefresher {
  readonly #ports: RefresherPorts;
  #running: Promise<void> | undefined;
  /** Aborted when the call is overtaken by a sign-in, a sign-out or the session's end: its answer counts no more. */
  #call = new AbortController();
  /** Aborted when a token came from another tab: no need to call. */
  #waiting = new AbortController();
  #cancelTimer: (() => void) | undefined;
  #failures = 0;
  #heldBack: { since: Instant; forMs: number } | undefined;

  constructor(ports: RefresherPorts) {
    this.#ports = ports;
  }

  /** Whether a failed call waits for its next try. */
  get isRetrying(): boolean {
    return this.#failures > 0 && this.#running === undefined;
  }

  /** Whether the server's Retry-After still asks to wait. */
  get isHeldBack(): boolean {
    return (
      this.#heldBack !== undefined &&
      elapsedMs(this.#ports.clock, this.#heldBack.since) < this.#heldBack.forMs
    );
  }

  /** Joins the call in flight or begins one. */
  run(): void {
    if (this.#running) return;
    this.#stopTimer();
    const call = (this.#call = new AbortController()).signal;
    const waiting = (this.#waiting = new AbortController()).signal;
    const running = this.#refresh(call, waiting).finally(() => {
      if (this.#running === running) this.#running = undefined;
    });
    this.#running = running;
  }

  runIn(delayMs: number): void {
    this.#stopTimer();
    this.#cancelTimer = this.#ports.clock.after(delayMs, () => this.run());
  }

  retryLater(retryAfterMs: number | undefined): void {
    const { clock } = this.#ports;
    this.#failures += 1;
    this.#heldBack =
      retryAfterMs === undefined ? undefined : { since: instantNow(clock), forMs: retryAfterMs };
    const pauseMs = retryAfterMs ?? backoffMs(this.#failures, clock.random());
    this.runIn(Math.max(pauseMs, shortestPauseMs));
  }

  noteSuccess(): void {
    this.#failures = 0;
    this.#heldBack = undefined;
  }

  /** A token came from another tab: whoever still waits for the lock or an answer need not call. */
  stopWaiting(): void {
    this.#waiting.abort();
  }

  /** Ends the call in flight and the timer; what the call still brings is dropped. */
  cancel(): void {
    this.#stopTimer();
    this.#call.abort();
    this.#waiting.abort();
    this.#running = undefined;
    this.noteSuccess();
  }

  #stopTimer(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
  }

  async #refresh(call: AbortSignal, waiting: AbortSignal): Promise<void> {
    try {
      await this.#ports.lock.run(() => this.#refreshLocked(call, waiting), waiting);
    } catch (error) {
      if (!call.aborted && !waiting.aborted) throw error;
    }
  }

  /** The lock may be granted before its last holder's broadcast has arrived, so the other tabs are asked first. */
  async #refreshLocked(call: AbortSignal, waiting: AbortSignal): Promise<void> {
    const patienceMs = waiting.aborted ? 0 : await this.#ports.askOtherTabs();
    if (patienceMs > 0) await this.#pause(patienceMs, waiting);
    if (!waiting.aborted) await this.#ports.call(call);
  }

  /** Ends early when the signal is aborted. */
  #pause(ms: number, waiting: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const cancel = this.#ports.clock.after(ms, resolve);
      const stop = () => (cancel(), resolve());
      waiting.addEventListener("abort", stop, { once: true });
      if (waiting.aborted) stop();
    });
  }
}
