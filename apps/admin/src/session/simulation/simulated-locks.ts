interface Request {
  owner: object;
  name: string;
  mode: LockMode;
  grant: () => void;
}

type Work = (lock: Lock) => Promise<unknown>;

/** The locks of a simulated browser, in the form of the Web Locks API; a page that goes lets go of its own. */
export class SimulatedLocks {
  #held: Request[] = [];
  #queue: Request[] = [];

  /** The lock manager as the page `owner` sees it. */
  of(owner: object): LockManager {
    const request = (name: string, { mode = "exclusive", signal }: LockOptions, work: Work) =>
      this.#request({ owner, name, mode, grant: () => {} }, signal, work);
    const query = () =>
      Promise.resolve({ held: this.#held.map(describe), pending: this.#queue.map(describe) });
    return { request, query } as unknown as LockManager;
  }

  release(owner: object): void {
    this.#queue = this.#queue.filter((request) => request.owner !== owner);
    this.#held = this.#held.filter((request) => request.owner !== owner);
    this.#grantWhatIsFree();
  }

  async #request(request: Request, signal: AbortSignal | undefined, work: Work): Promise<unknown> {
    await this.#granted(request, signal);
    try {
      return await work({ name: request.name, mode: request.mode });
    } finally {
      this.#held = this.#held.filter((other) => other !== request);
      this.#grantWhatIsFree();
    }
  }

  #granted(request: Request, signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason as Error);
      request.grant = resolve;
      this.#queue.push(request);
      signal?.addEventListener("abort", () => {
        if (!this.#queue.includes(request)) return;
        this.#queue = this.#queue.filter((other) => other !== request);
        reject(signal.reason as Error);
      });
      this.#grantWhatIsFree();
    });
  }

  #grantWhatIsFree(): void {
    for (const request of this.#queue) {
      if (this.#held.some((other) => isInTheWay(other, request))) continue;
      this.#queue = this.#queue.filter((other) => other !== request);
      this.#held.push(request);
      request.grant();
    }
  }
}

const isInTheWay = (held: Request, wanted: Request) =>
  held.name === wanted.name && (held.mode === "exclusive" || wanted.mode === "exclusive");

const describe = ({ name, mode }: Request): LockInfo => ({ name, mode });
