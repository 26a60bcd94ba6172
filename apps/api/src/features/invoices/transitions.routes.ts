import {
  Invoice,
  invoiceTransitions,
  TransitionReason,
  type InvoiceTransition,
} from "@gatehouse/shared/invoices";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { AppError } from "../../errors.ts";
import { requireRight } from "../../resources/access.ts";
import { showChanged } from "../../resources/change-record.ts";
import { answerOnce } from "../../resources/idempotent-answer.ts";
import { finishReply } from "../../resources/record.routes.ts";
import { recordAnswer } from "../../resources/record-schemas.ts";
import { lockRecord, updateRecord } from "../../resources/record-writer.ts";
import type { ChangeContext } from "../../resources/resource.ts";
import { preconditionOf, requireVersion } from "../../resources/requested-changes.ts";
import { callerOf, changeOf, type ResourceContext } from "../../resources/resource-context.ts";
import {
  CreateHeaders,
  NoBody,
  problems,
  RecordParams,
  refer,
  VersionHeaders,
} from "../../resources/resource-schemas.ts";
import { invoices } from "./invoices.ts";
import { fieldsAfter, requireTransition, transitionEvents } from "./transitions.ts";

interface TransitionRoute {
  Params: { id: string };
  Body: { reason?: string } | null;
}
type TransitionRequest = FastifyRequest<TransitionRoute>;

const withReason: readonly InvoiceTransition[] = ["reject", "void"];

/** `POST /invoices/:id/submit|approve|reject|reopen|pay|void`. */
export function registerTransitions(app: FastifyInstance, context: ResourceContext): void {
  for (const transition of Object.keys(invoiceTransitions) as InvoiceTransition[]) {
    app.post<TransitionRoute>(
      `/invoices/:id/${transition}`,
      {
        schema: transitionSchema(app, transition),
        serializerCompiler: () => (payload: unknown) => JSON.stringify(payload),
        onRequest: async (request) => requireRight(invoices, callerOf(request), transition),
      },
      (request, reply) => answerTransition(context, transition, request, reply),
    );
  }
}

async function answerTransition(
  context: ResourceContext,
  transition: InvoiceTransition,
  request: TransitionRequest,
  reply: FastifyReply,
) {
  const answer = await answerOnce(context, request, reply, (keep) =>
    context.database.write(async (writer) => {
      const change = changeOf(context, request, writer);
      const body = showChanged(invoices, await moveInvoice(change, transition, request), change);
      await keep(writer, { status: 200, body });
      return body;
    }),
  );
  await finishReply(context, invoices, answer, reply);
  return answer;
}

async function moveInvoice(change: ChangeContext, transition: InvoiceTransition, request: TransitionRequest) {
  const stored = await lockRecord(change, invoices, request.params.id);
  if (!stored) throw new AppError("not_found");
  requireVersion(stored, stored, preconditionOf(request));
  const invoice = stored as unknown as Invoice;
  requireTransition(transition, invoice, change.caller);
  const fields = await fieldsAfter(transition, invoice, request.body?.reason, change);
  return await updateRecord(change, invoices, stored, fields, transitionEvents[transition]);
}

const transitionSchema = (app: FastifyInstance, transition: InvoiceTransition) => ({
  operationId: `${transition}Invoice`,
  tags: ["invoices"],
  summary: `${transition[0]?.toUpperCase()}${transition.slice(1)} an invoice`,
  description: `From ${invoiceTransitions[transition].from.join(" or ")} to ${invoiceTransitions[transition].to}.`,
  params: RecordParams,
  headers: { ...VersionHeaders, properties: { ...VersionHeaders.properties, ...CreateHeaders.properties } },
  body: withReason.includes(transition) ? refer(app, TransitionReason) : NoBody,
  response: {
    200: recordAnswer("The invoice as it is now.", refer(app, Invoice)),
    ...problems(400, 401, 403, 404, 409, 412, 422),
  },
});
