import { Dashboard } from "@gatehouse/shared/dashboard";
import type { FastifyInstance } from "fastify";
import { KeptAnswers } from "../../resources/kept-answers.ts";
import type { ResourceContext } from "../../resources/resource-context.ts";
import { problems, refer } from "../../resources/resource-schemas.ts";
import { readDashboard } from "./dashboard.ts";

const keptDays = 2;

/** `GET /dashboard`: kept until an invoice or a customer changes, or the day does. */
export function registerDashboard(app: FastifyInstance, { database, clock }: ResourceContext): void {
  const kept = new KeptAnswers<Dashboard>({ capacity: keptDays });
  app.get(
    "/dashboard",
    {
      schema: {
        operationId: "getDashboard",
        tags: ["dashboard"],
        summary: "The figures of the first page",
        response: { 200: refer(app, Dashboard), ...problems(401) },
      },
    },
    async () => {
      const today = new Date(clock.now()).toISOString().slice(0, 10);
      const { changes } = await database.read
        .selectFrom("resource_states")
        .select((eb) => eb.fn.sum<number | null>("changes").as("changes"))
        .where("resource", "in", ["invoices", "customers"])
        .executeTakeFirstOrThrow();
      return await kept.get(today, changes ?? 0, () => readDashboard(database.background, today));
    },
  );
}
