import { Problem } from "@gatehouse/shared/problem";
import fp from "fastify-plugin";
import { sql } from "kysely";
import { Type } from "typebox";
import type { Database } from "../database/database.ts";
import { AppError } from "../errors.ts";

const Status = Type.Object({ status: Type.Literal("ok") }, { examples: [{ status: "ok" }] });

/** /healthz: the process runs. /readyz: it can answer requests, because the database answers and its view is fresh. */
export const health = fp<{ database: Database }>(
  async (app, { database }) => {
    const common = { tags: ["Operating"], security: [] };
    app.get(
      "/healthz",
      {
        config: { public: true },
        schema: {
          ...common,
          operationId: "getHealth",
          summary: "Whether the process runs",
          response: { 200: Status },
        },
      },
      async () => ({ status: "ok" }),
    );
    app.get(
      "/readyz",
      {
        config: { public: true },
        schema: {
          ...common,
          operationId: "getReadiness",
          summary: "Whether it can answer requests",
          response: { 200: Status, 503: Problem },
        },
      },
      async () => {
        await sql`select 1`.execute(database.read).catch((cause: unknown) => {
          throw new AppError("unavailable", { message: "The database does not answer.", cause });
        });
        if (!database.announcements.isFresh()) throw new AppError("revocations_unknown");
        return { status: "ok" };
      },
    );
  },
  { name: "health" },
);
