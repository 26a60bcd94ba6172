import type { SessionStore } from "../features/session/session.store.ts";
import type { AnyDatabase } from "./open-database.ts";
import { createPostgresSessionStore } from "./postgres/session-store.ts";
import { createSqliteSessionStore } from "./sqlite/session-store.ts";

/** The session store of whichever engine is open; on SQLite the tables must exist already. */
export const createSessionStore = (database: AnyDatabase): SessionStore =>
  database.engine === "sqlite" ? createSqliteSessionStore(database) : createPostgresSessionStore(database);
