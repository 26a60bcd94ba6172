import { HttpError } from "react-admin";

/** The last create of which nobody knows whether it was stored. */
let unsettled: { path: string; body: string; key: string } | undefined;

/**
 * Creates with an Idempotency-Key of its own. Where the answer was lost, or was the server's failure, the same record sent
 * again has the same key: what was stored the first time is not stored twice.
 */
export async function createOnce<T>(
  path: string,
  data: unknown,
  send: (key: string) => Promise<T>,
): Promise<T> {
  const body = JSON.stringify(data);
  const isSame = unsettled?.path === path && unsettled.body === body;
  const attempt = isSame && unsettled ? unsettled : { path, body, key: crypto.randomUUID() };
  unsettled = attempt;
  const settle = () => {
    // Another create may be under way by now.
    if (unsettled === attempt) unsettled = undefined;
  };
  try {
    const answer = await send(attempt.key);
    settle();
    return answer;
  } catch (error) {
    if (isRefusal(error)) settle();
    throw error;
  }
}

const isRefusal = (error: unknown) => error instanceof HttpError && error.status < 500;
