interface Waiter {
  owner: object;
  grant: () => void;
}

type Work = (lock: Lock | null) => Promise<unknown>;

const granted: Lock = { name: "gatehouse-session", mode: "exclusive" };

/** One exclusive lock of a simulated browser, in the form of the Web Locks API; a page that goes lets go of it. */
export class SimulatedLocks {
  #holder: object | undefined;
  #queue: Waiter[] = [];

  /** The lock manager as the page `owner` sees it. */
  of(owner: object): LockManager {
    const request = (_name: string, { ifAvailable, signal }: LockOptions, work: Work) =>
      ifAvailable && this.#holder !== undefined ? work(null) : this.#request(owner, signal, work);
    return { request } as unknown as LockManager;
  }

  release(owner: object): void {
    this.#queue = this.#queue.filter((waiter) => waiter.owner !== owner);
    if (this.#holder === owner) this.#passOn();
  }

  async #request(owner: object, signal: AbortSignal | undefined, work: Work): Promise<unknown> {
    await this.#granted(owner, signal);
    const mine = this.#holder;
    try {
      return await work(granted);
    } finally {
      if (this.#holder === mine) this.#passOn();
    }
  }

  #granted(owner: object, signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason as Error);
      const waiter = { owner, grant: resolve };
      this.#queue.push(waiter);
      signal?.addEventListener("abort", () => {
        if (!this.#queue.includes(waiter)) return;
        this.#queue = this.#queue.filter((other) => other !== waiter);
        reject(signal.reason as Error);
      });
      if (this.#holder === undefined) this.#passOn();
    });
  }

  #passOn(): void {
    const next = this.#queue.shift();
    this.#holder = next?.owner;
    next?.grant();
  }
}
