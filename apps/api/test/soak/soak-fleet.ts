import { readFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import type { Answer, CallOptions, JarClient } from "../processes/jar-client.ts";
import type { ServerProcess } from "../processes/server-process.ts";
import type { SoakRecord } from "./soak-record.ts";

const honestRefusals = new Set(["token_expired", "token_stale"]);
const patienceMs = 8000;
const sampleIntervalMs = 1000;
const kibibytesInMebibyte = 1024;

/** Several servers under load, one of which is killed now and then. */
export class SoakFleet {
  readonly servers: readonly ServerProcess[];
  readonly record: SoakRecord;
  readonly #endsAt: number;

  constructor(servers: readonly ServerProcess[], record: SoakRecord, durationMs: number) {
    this.servers = servers;
    this.record = record;
    this.#endsAt = performance.now() + durationMs;
  }

  get isOver(): boolean {
    return performance.now() >= this.#endsAt;
  }

  /** Any of the servers, also one that is just dead. */
  anyUrl(): string {
    return this.servers[Math.floor(Math.random() * this.servers.length)]?.url ?? "";
  }

  /** Calls any server as `client`; undefined where no answer came. */
  async call(
    client: JarClient,
    method: string,
    path: string,
    body?: object,
    options: CallOptions = {},
  ): Promise<Answer | undefined> {
    const what = `${method} ${path.split("?")[0]?.replace(/[0-9a-f-]{36}/, ":id")}`;
    const startedAt = performance.now();
    try {
      const answer = await client.call(this.anyUrl(), method, path, body, { patienceMs, ...options });
      const now = performance.now();
      this.record.note(what, now - startedAt);
      const trouble = { what, status: answer.status, code: answer.code, at: now };
      if (answer.status >= 400) this.record.troubles.push(trouble);
      if (answer.status === 401 && !honestRefusals.has(answer.code ?? "")) this.record.signOuts.push(trouble);
      return answer;
    } catch {
      this.record.troubles.push({ what, status: "none", code: undefined, at: performance.now() });
      return undefined;
    }
  }

  /** Kills one of all servers but the first at random moments and starts it again. */
  async killNowAndThen(meanPauseMs: number): Promise<void> {
    while (!this.isOver) {
      await delay(Math.random() * 2 * meanPauseMs);
      const victim = this.servers[1 + Math.floor(Math.random() * (this.servers.length - 1))];
      this.record.kills.push(performance.now());
      await victim?.kill();
      await victim?.start();
    }
  }

  /** Samples the memory of the first server, where the system tells it. */
  async watchMemory(): Promise<void> {
    while (!this.isOver) {
      this.record.memory.push(readResidentMebibytes(this.servers[0]?.pid ?? 0));
      await delay(sampleIntervalMs);
    }
  }
}

function readResidentMebibytes(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  return Number(/^VmRSS:\s+(?<kibibytes>\d+)/m.exec(status)?.groups?.["kibibytes"]) / kibibytesInMebibyte;
}
