import { setTimeout as wait } from "node:timers/promises";

const POLL_MS = 100;

/** Resolves when `url` answers with a success, however long that takes: the server's own log tells what keeps it. */
export async function untilAnswers(url: string): Promise<void> {
  while (!(await answers(url))) await wait(POLL_MS);
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url);
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}
