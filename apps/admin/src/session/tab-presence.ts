import type { Clock } from "./clock.ts";

/** A token that a tab has to give. Neither part of it is secret. */
export interface OfferedToken {
  tokenId: string;
  freshForMs: number;
}

/**
 * Which tabs have a token to give, known without asking them: a busy tab answers late, but the browser keeps its lock
 * for as long as it lives.
 */
export interface TabPresence {
  /** This tab has a token to give from now on, until it offers another, withdraws it or is gone. */
  offer(token: OfferedToken): void;
  withdraw(): void;
  /** Whether another fresh token than `ownTokenId` is offered by any tab; undefined where the browser can't tell. */
  isOffered(ownTokenId: string | undefined): Promise<boolean | undefined>;
}

/** Followed by the token's id and by the time until which it is fresh. */
const prefix = "gatehouse-token";

/** Presence over shared Web Locks, which carry it in their names. */
export function createTabPresence(locks: LockManager | undefined, clock: Clock): TabPresence {
  if (!locks) return unknownPresence;
  let letGo = () => {};
  return {
    offer({ tokenId, freshForMs }) {
      const previous = letGo;
      letGo = holdShared(locks, `${prefix} ${tokenId} ${Math.round(clock.wallNow() + freshForMs)}`);
      previous();
    },
    withdraw: () => letGo(),
    async isOffered(ownTokenId) {
      const names = await heldNames(locks);
      return names?.some((name) => isFreshOffer(name, ownTokenId, clock.wallNow()));
    },
  };
}

const unknownPresence: TabPresence = {
  offer: () => {},
  withdraw: () => {},
  isOffered: () => Promise.resolve(undefined),
};

function holdShared(locks: LockManager, name: string): () => void {
  const { promise, resolve } = Promise.withResolvers<void>();
  // Where the browser refuses the lock, nobody can see it, and the others ask as if there were none.
  void locks.request(name, { mode: "shared" }, () => promise).catch(() => {});
  return resolve;
}

async function heldNames(locks: LockManager): Promise<string[] | undefined> {
  try {
    const { held } = await locks.query();
    return held?.map(({ name }) => name ?? "");
  } catch {
    return undefined;
  }
}

function isFreshOffer(lockName: string, ownTokenId: string | undefined, now: number): boolean {
  const [kind, tokenId, freshUntil] = lockName.split(" ");
  return kind === prefix && tokenId !== ownTokenId && Number(freshUntil) > now;
}
