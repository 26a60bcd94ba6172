import type { SessionMarks } from "../session-marks.ts";
import type { Unavailable } from "../session-transport.ts";
import type { TabMessage } from "../tab-channel.ts";
import { SimulatedLocks } from "./simulated-locks.ts";
import { SimulatedPage } from "./simulated-page.ts";
import { SimulatedServer } from "./simulated-server.ts";
import { settle, VirtualTime } from "./virtual-time.ts";

export interface BrowserOptions {
  /** Milliseconds each leg of a call takes, used in turn, over and over. */
  delays?: readonly number[];
  /** Likewise for each message between tabs; unless given, as the calls' but 40 at most. */
  messageDelays?: readonly number[];
  lifetimeMs?: number;
  hasLocks?: boolean;
  hasChannel?: boolean;
}

/** Several tabs over one cookie jar, one lock, one channel and one storage, and the server they talk to. */
export class SimulatedBrowser {
  readonly time = new VirtualTime();
  readonly server: SimulatedServer;
  readonly locks = new SimulatedLocks();
  readonly marks: SessionMarks = { current: undefined, pendingSignOut: undefined };
  readonly hasLocks: boolean;
  readonly hasChannel: boolean;
  pages: SimulatedPage[] = [];
  cookie: string | undefined;
  isOnline = true;
  /** What refreshes get while the server does not want to be asked. */
  refusesToAnswer: Unavailable | undefined;
  /** How many of the next answers are lost on their way. */
  answersToLose = 0;
  questions = 0;
  /** Milliseconds for the next leg of a call. */
  readonly delay: () => number;
  readonly #messageDelay: () => number;

  constructor(options: BrowserOptions = {}) {
    const { delays = [10], messageDelays, lifetimeMs, hasLocks = true, hasChannel = true } = options;
    this.server = new SimulatedServer(this.time, lifetimeMs);
    this.hasLocks = hasLocks;
    this.hasChannel = hasChannel;
    this.delay = inTurn(delays);
    this.#messageDelay = messageDelays ? inTurn(messageDelays) : () => Math.min(this.delay(), 40);
  }

  async open(): Promise<SimulatedPage> {
    const page = new SimulatedPage(this);
    this.pages.push(page);
    page.client.start();
    await settle();
    return page;
  }

  /** The document goes and another comes, as in a reload: timers, answers and the lock go with it. */
  async reload(page: SimulatedPage): Promise<SimulatedPage> {
    this.close(page);
    return await this.open();
  }

  close(page: SimulatedPage): void {
    page.die();
    this.locks.release(page);
    this.pages = this.pages.filter((other) => other !== page);
  }

  /** To every other tab, each in its own time but in order; a frozen one reads it when it thaws. */
  broadcast(sender: SimulatedPage, message: TabMessage): void {
    if (!this.hasChannel) return;
    if (message.type === "ask") this.questions += 1;
    const copy = structuredClone(message);
    const arrivesIn = this.#messageDelay();
    for (const page of this.pages) if (page !== sender) this.time.after(arrivesIn, () => page.receive(copy));
  }
}

function inTurn(delays: readonly number[]): () => number {
  let turn = 0;
  return () => delays[(turn += 1) % delays.length] ?? 0;
}
