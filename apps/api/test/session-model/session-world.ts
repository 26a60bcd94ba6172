import { unlimitedAttempts } from "../../src/guessing/password-attempts.ts";
import { randomUUID } from "node:crypto";
import { v7 as uuidv7 } from "uuid";
import type { RevokeReason } from "@gatehouse/shared/error-codes";
import { type AuditContext, operatorContext } from "../../src/audit/audit-log.ts";
import type { Config } from "../../src/config.ts";
import { type AnyDatabase, openDatabase } from "../../src/database/open-database.ts";
import type { SessionTable } from "../../src/database/tables.ts";
import { bumpTokenVersion, insertUser, updateUser } from "../../src/database/user-queries.ts";
import { AppError } from "../../src/errors.ts";
import { createRefreshKeys } from "../../src/features/session/refresh-keys.ts";
import { createSessionFeature, type SessionFeature } from "../../src/features/session/session-feature.ts";
import type { PasswordHasher } from "../../src/password/password-hasher.ts";
import { noSecondFactors } from "../../src/second-factor-port.ts";
import type { SessionGrant } from "../../src/session-port.ts";
import type { createTestClock } from "../build-test-app.ts";
import type { SessionModel } from "./session-model.ts";

export type TestClock = ReturnType<typeof createTestClock>;

export interface WorldOptions {
  databaseUrl: string;
  clock: TestClock;
  config: Config;
  hasher: PasswordHasher;
}

export type Answer = { grant: SessionGrant } | { code: string };

/** A server process: what it keeps in memory dies with it. */
interface Process {
  database: AnyDatabase;
  feature: SessionFeature;
}

const context: AuditContext = operatorContext;

/** One user's session on the real service and the real store, with a process that can die and come back. */
export class SessionWorld {
  readonly options: WorldOptions;
  userId = "";
  sid = "";
  #process: Process;
  /** The row as it was after each commit since the last one that was certainly on disk. */
  #unsynced: SessionTable[] = [];
  #refreshSecrets: Buffer[];

  private constructor(options: WorldOptions, started: Process) {
    this.options = options;
    this.#refreshSecrets = [...(options.config.refreshKeys ?? [])];
    this.#process = started;
  }

  /** Starts a process on the database and signs a new user in. */
  static async open(
    options: WorldOptions,
  ): Promise<{ world: SessionWorld; grant: SessionGrant; model: SessionModel }> {
    const world = new SessionWorld(options, await startProcess(options, options.config.refreshKeys ?? []));
    const grant = await world.#signIn();
    const now = options.clock.now();
    const absoluteEnd = now + options.config.sessionAbsoluteTtl * 1000;
    const model: SessionModel = {
      generation: 1,
      issuedAt: now,
      expiresAt: Math.min(now + options.config.sessionIdleTtl * 1000, absoluteEnd),
      absoluteEnd,
      stored: { generation: 0, at: 0 },
      memory: undefined,
      endedBy: undefined,
      isUserActive: true,
      tokenVersion: 1,
    };
    return { world, grant, model };
  }

  get database(): AnyDatabase {
    return this.#process.database;
  }

  get feature(): SessionFeature {
    return this.#process.feature;
  }

  /** Ends the process, and forgets what only a later one would have to read again. */
  async close(): Promise<void> {
    const { database } = this.#process;
    await database.write(async (writer) => {
      await writer.deleteFrom("announcements").execute();
      await writer.deleteFrom("signing_keys").execute();
    });
    await database.close();
  }

  async #signIn(): Promise<SessionGrant> {
    const { clock } = this.options;
    const { database } = this.#process;
    this.userId = uuidv7();
    const opened = await database.write(async (writer) => {
      const person = { firstName: "Ada", lastName: "Lovelace", role: "clerk" as const, passwordHash: "x" };
      const user = await insertUser(
        writer,
        { id: this.userId, email: `${randomUUID()}@example.com`, ...person },
        clock.now(),
      );
      return await this.feature.port.openSession(
        writer,
        user,
        { carrier: "cookie", remember: true },
        context,
      );
    });
    this.sid = opened.sid;
    await this.#synced();
    return opened.grant();
  }

  /** Presents a refresh token as the cookie would. */
  async present(token: string): Promise<Answer> {
    try {
      const grant = await this.feature.refreshSession(token, "cookie", context);
      this.#unsynced.push(await this.row());
      return { grant };
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      if (error.code === "refresh_reused") await this.#synced();
      return { code: error.code };
    }
  }

  /** Uses an access token on a protected route: undefined where it is accepted, else the refusal's code. */
  async use(accessToken: string): Promise<string | undefined> {
    try {
      const { accessCheck } = this.feature;
      if (!accessCheck.recall(accessToken)) await accessCheck.verify(accessToken);
      return undefined;
    } catch (error) {
      if (error instanceof AppError) return error.code;
      throw error;
    }
  }

  async flush(): Promise<void> {
    await this.feature.sightings.flush();
    this.#unsynced.push(await this.row());
  }

  async end(reason: RevokeReason): Promise<void> {
    await this.feature.sessions.endSession(this.sid, reason, context);
    await this.#synced();
  }

  /** As the users feature disables an account: in one transaction, and every session ends. */
  async disable(): Promise<void> {
    const { clock } = this.options;
    const { database } = this.#process;
    await database.write(async (writer) => {
      await updateUser(writer, this.userId, { disabled_at: clock.now() }, clock.now());
      await bumpTokenVersion(database, writer, this.userId, clock.now());
      await this.feature.port.endSessionsOf(writer, this.userId, "account_disabled");
    });
    await this.#synced();
  }

  async changeRole(): Promise<void> {
    const { clock } = this.options;
    const { database } = this.#process;
    await database.write((writer) => bumpTokenVersion(database, writer, this.userId, clock.now()));
    await this.#synced();
  }

  /** A new refresh key: added last on every process, then moved first, as operators are told to. */
  async rotateRefreshKey(): Promise<void> {
    const added = Buffer.from(randomUUID().replaceAll("-", ""));
    this.#refreshSecrets = [added, ...this.#refreshSecrets];
    await this.flush();
    await this.crash();
  }

  async rotateSigningKey(): Promise<void> {
    await this.feature.keys.rotate("EdDSA", context);
  }

  /** The process dies with what it held in memory, and another starts. */
  async crash(whileDown: () => Promise<void> = async () => undefined): Promise<void> {
    await this.#process.database.close();
    await whileDown();
    this.#process = await startProcess(this.options, this.#refreshSecrets);
  }

  /** The database is exchanged for an earlier state while no process runs; everything in it is on disk. */
  async exchange(restore: () => Promise<void>): Promise<void> {
    await this.crash(restore);
    await this.#synced();
  }

  /** The machine dies: of the commits that were not synced only the first `kept` survive. Answers with the row. */
  async losePower(kept: number): Promise<SessionTable> {
    const row = this.#unsynced[Math.min(kept, this.#unsynced.length - 1)];
    if (row) await this.#restoreRow(row);
    await this.#synced();
    await this.crash();
    return await this.row();
  }

  async row(): Promise<SessionTable> {
    return await this.#process.database.read
      .selectFrom("sessions")
      .selectAll()
      .where("id", "=", this.sid)
      .executeTakeFirstOrThrow();
  }

  async #synced(): Promise<void> {
    this.#unsynced = [await this.row()];
  }

  async #restoreRow(row: SessionTable): Promise<void> {
    await this.#process.database.write((writer) =>
      writer.updateTable("sessions").set(row).where("id", "=", row.id).execute(),
    );
  }
}

async function startProcess(
  { databaseUrl, clock, config, hasher }: WorldOptions,
  refreshSecrets: readonly Buffer[],
): Promise<Process> {
  const database = await openDatabase(databaseUrl);
  const feature = createSessionFeature({
    config,
    database,
    refreshKeys: createRefreshKeys(refreshSecrets),
    hasher,
    attempts: unlimitedAttempts,
    secondFactors: noSecondFactors,
    clock,
    publicUrl: () => config.publicUrl ?? "",
    onError: (error) => {
      throw error;
    },
  });
  await feature.keys.load();
  await database.announcements.start();
  return { database, feature };
}
