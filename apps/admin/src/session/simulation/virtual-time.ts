interface Task {
  at: number;
  order: number;
  work: () => void;
}

/** More promise hops than any chain in the client takes between two timers. */
const hopsToSettle = 80;

/** Lets everything run that waits for no timer. */
export async function settle(): Promise<void> {
  for (let hop = 0; hop < hopsToSettle; hop += 1) await Promise.resolve();
}

/** Time that passes only when told to, with the same order of events for the same run. */
export class VirtualTime {
  /** Milliseconds that have passed; a machine asleep counts. */
  now = 1_000_000;
  /** What a clock that stands still in sleep has missed. */
  asleepMs = 0;
  /** How far a person has set the wall clock off. */
  wallOffsetMs = 0;
  #tasks: Task[] = [];
  #order = 0;

  after(delayMs: number, work: () => void): () => void {
    const task = { at: this.now + delayMs, order: (this.#order += 1), work };
    this.#tasks.push(task);
    return () => {
      this.#tasks = this.#tasks.filter((other) => other !== task);
    };
  }

  get pendingTasks(): number {
    return this.#tasks.length;
  }

  async advance(ms: number): Promise<void> {
    const end = this.now + ms;
    await settle();
    for (let task = this.#nextUntil(end); task; task = this.#nextUntil(end)) {
      this.#tasks = this.#tasks.filter((other) => other !== task);
      this.now = Math.max(this.now, task.at);
      task.work();
      await settle();
    }
    this.now = Math.max(this.now, end);
  }

  /** The machine sleeps: no timer fires meanwhile, and the monotonic clock stands still. */
  async sleep(ms: number): Promise<void> {
    this.now += ms;
    this.asleepMs += ms;
    await this.advance(0);
  }

  #nextUntil(end: number): Task | undefined {
    const due = this.#tasks.filter((task) => task.at <= end);
    return due.toSorted((a, b) => a.at - b.at || a.order - b.order)[0];
  }
}
