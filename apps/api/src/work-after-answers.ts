import type { FastifyBaseLogger, FastifyInstance } from "fastify";

/** Begins work that an answer does not wait for. */
export type WorkLater = (work: () => Promise<void>) => void;

/** Work begun once the answer is on its way, so that its time tells nothing. A graceful stop waits for it. */
export function createWorkLater(
  app: Pick<FastifyInstance, "addHook"> & { log: FastifyBaseLogger },
): WorkLater {
  const running = new Set<Promise<void>>();
  app.addHook("onClose", async () => void (await Promise.all(running)));
  return (work) => {
    const begun = new Promise<void>((resolve) => setImmediate(resolve))
      .then(work)
      .catch((error: unknown) => app.log.error({ err: error }, "work after an answer failed"))
      .finally(() => running.delete(begun));
    running.add(begun);
  };
}
