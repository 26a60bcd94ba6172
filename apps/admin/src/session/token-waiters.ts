import type { HeldToken } from "./held-token.ts";
import { SessionEndedError } from "./session-state.ts";

/** What a caller wants of a token. */
export interface TokenDemand {
  /** A token the API has just refused: another one is wanted. */
  rejected?: string | undefined;
  /** Ends the waiting only; the refresh is everybody's and goes on. */
  signal?: AbortSignal | undefined;
}

interface Waiter {
  demand: TokenDemand;
  userId: string | undefined;
  resolve: (accessToken: string) => void;
  reject: (reason: unknown) => void;
}

/** The callers that wait for a token. Each gets one of the user he asked as, or an error, never another's. */
export class TokenWaiters {
  readonly #waiters = new Set<Waiter>();

  get isEmpty(): boolean {
    return this.#waiters.size === 0;
  }

  wait(demand: TokenDemand, userId: string | undefined): Promise<string> {
    return new Promise((resolve, reject) => {
      const waiter: Waiter = { demand, userId, resolve, reject };
      this.#waiters.add(waiter);
      demand.signal?.addEventListener("abort", () => this.#dismiss(waiter, demand.signal?.reason), {
        once: true,
      });
      if (demand.signal?.aborted) this.#dismiss(waiter, demand.signal.reason);
    });
  }

  serve(token: HeldToken): void {
    for (const waiter of this.#waiters) {
      if (waiter.userId !== undefined && waiter.userId !== token.identity.userId) {
        this.#dismiss(waiter, new SessionEndedError());
      } else if (waiter.demand.rejected !== token.value) {
        this.#waiters.delete(waiter);
        waiter.resolve(token.value);
      }
    }
  }

  dismissAll(): void {
    for (const waiter of this.#waiters) this.#dismiss(waiter, new SessionEndedError());
  }

  #dismiss(waiter: Waiter, reason: unknown): void {
    this.#waiters.delete(waiter);
    waiter.reject(reason);
  }
}
