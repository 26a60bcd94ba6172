// The limit of sign-in: argon2id verified and nothing else, as many at a time as there are clients.
import { hash, verify } from "@node-rs/argon2";
import { argon2Options } from "../../src/password/password-hashing-task.ts";

const [concurrency = 16, durationMs = 3000] = process.argv.slice(2).map(Number);
const password = "correct horse battery staple";
const stored = await hash(password, argon2Options);
const until = performance.now() + durationMs;
const startedAt = performance.now();
let count = 0;

async function verifyUntilTheEnd(): Promise<void> {
  while (performance.now() < until) {
    await verify(stored, password);
    count += 1;
  }
}

await Promise.all(Array.from({ length: concurrency }, verifyUntilTheEnd));
console.log(JSON.stringify({ perSecond: (count * 1000) / (performance.now() - startedAt) }));
