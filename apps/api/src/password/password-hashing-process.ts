import { setPriority } from "node:os";
import { hash, verify } from "@node-rs/argon2";
import { verify as verifyBcrypt } from "@node-rs/bcrypt";
import {
  argon2Options,
  type HashingAnswer,
  type HashingTask,
  isBcryptHash,
} from "./password-hashing-task.ts";

/** Below everything else on the machine: a login storm takes only what requests leave. */
const lowestPriority = 19;

setPriority(lowestPriority);

async function perform(task: HashingTask): Promise<string | boolean> {
  if (task.kind === "hash") return await hash(task.password, argon2Options);
  if (isBcryptHash(task.hash)) return await verifyBcrypt(task.password, task.hash);
  return await verify(task.hash, task.password);
}

async function answer(task: HashingTask): Promise<HashingAnswer> {
  try {
    return { id: task.id, value: await perform(task) };
  } catch (error) {
    return { id: task.id, error: String(error) };
  }
}

/** One task after the other, answered in the order of asking. */
let lastAnswer: Promise<unknown> = Promise.resolve();
process.on("message", (task: HashingTask) => {
  lastAnswer = lastAnswer.then(async () => process.send?.(await answer(task)));
});

// The server has gone, whatever way: nobody would ever ask again.
process.on("disconnect", () => process.exit(0));
// Ctrl-C reaches the whole process group; the server ends this process when it is done with it.
process.on("SIGINT", () => undefined);
process.on("SIGTERM", () => undefined);
