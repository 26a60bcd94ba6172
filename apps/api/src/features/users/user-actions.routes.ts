import { PasswordResetLink, User } from "@gatehouse/shared/users";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { Type } from "typebox";
import { appendAuditEvent } from "../../audit/audit-log.ts";
import { noteEndedSessions } from "../../audit/note-ended-sessions.ts";
import { AppError } from "../../errors.ts";
import { issueCode } from "../../one-time-codes/one-time-codes.ts";
import { requireRight } from "../../resources/access.ts";
import { changeRecord } from "../../resources/change-record.ts";
import { lockRecord } from "../../resources/record-writer.ts";
import { recordAnswer } from "../../resources/record-schemas.ts";
import { callerOf, changeOf, type ResourceContext } from "../../resources/resource-context.ts";
import { NoBody, problems, RecordParams, refer } from "../../resources/resource-schemas.ts";
import type { ChangeContext, Resource, ResourceRecord } from "../../resources/resource.ts";
import type { EndSessionsOf } from "../../session-port.ts";
import { requireOthersAccount } from "./user-rules.ts";

export interface UserActionOptions {
  users: Resource;
  endSessionsOf: EndSessionsOf;
  publicUrl: () => string;
}

interface ActionRoute {
  Params: { id: string };
}
type ActionRequest = FastifyRequest<ActionRoute>;

const resetLifetimeMs = 24 * 3_600_000;

/** `POST /users/:id/disable|enable|end-sessions|password-reset`, for administrators. */
export function registerUserActions(
  app: FastifyInstance,
  context: ResourceContext,
  { users, endSessionsOf, publicUrl }: UserActionOptions,
): void {
  const onRequest = async (request: FastifyRequest) => requireRight(users, callerOf(request), "edit");
  const common = { tags: ["users"], params: RecordParams, body: NoBody };
  const refusals = problems(401, 403, 404, 409);
  const shown = { 200: recordAnswer("The user as he is now.", refer(app, User)), ...refusals };
  const write = <T>(request: ActionRequest, work: (change: ChangeContext) => Promise<T>) =>
    context.database.write((writer) => work(changeOf(context, request, writer)));
  const set = (request: ActionRequest, change: ChangeContext, disabledAt: string | null) =>
    changeRecord(change, users, request.params.id, {
      body: { disabledAt },
      precondition: { ifMatch: undefined },
    });

  app.post<ActionRoute>(
    "/users/:id/disable",
    {
      onRequest,
      schema: {
        ...common,
        operationId: "disableUser",
        summary: "Refuse the user everywhere",
        response: shown,
      },
    },
    (request) => write(request, (change) => set(request, change, new Date(change.now).toISOString())),
  );

  app.post<ActionRoute>(
    "/users/:id/enable",
    {
      onRequest,
      schema: {
        ...common,
        operationId: "enableUser",
        summary: "Let the user sign in again",
        response: shown,
      },
    },
    (request) => write(request, (change) => set(request, change, null)),
  );

  app.post<ActionRoute>(
    "/users/:id/end-sessions",
    {
      onRequest,
      schema: {
        ...common,
        operationId: "endUserSessions",
        summary: "End all sessions of the user",
        response: { 204: Type.Null(), ...refusals },
      },
    },
    async (request, reply) => {
      await write(request, (change) => endSessions(change, users, request.params.id, endSessionsOf));
      return reply.code(204).send(null);
    },
  );

  app.post<ActionRoute>(
    "/users/:id/password-reset",
    {
      onRequest,
      schema: {
        ...common,
        operationId: "createPasswordResetLink",
        summary: "A link, shown once, by which the user chooses a new password",
        response: { 201: refer(app, PasswordResetLink), ...refusals },
      },
    },
    async (request, reply) => {
      requireOthersAccount(request.params, callerOf(request));
      const code = await write(request, (change) => issueResetCode(change, users, request.params.id));
      return reply.code(201).send({ url: `${publicUrl()}/password-reset#code=${code}` });
    },
  );
}

async function requireUser(change: ChangeContext, users: Resource, id: string): Promise<ResourceRecord> {
  const user = await lockRecord(change, users, id);
  if (!user) throw new AppError("not_found");
  return user;
}

async function endSessions(change: ChangeContext, users: Resource, id: string, endSessionsOf: EndSessionsOf) {
  const { writer, audit } = change;
  await requireUser(change, users, id);
  const ended = await endSessionsOf(writer, id, "administrator");
  await noteEndedSessions(writer, ended, "administrator", audit);
}

async function issueResetCode(change: ChangeContext, users: Resource, id: string): Promise<string> {
  const { writer, audit, now } = change;
  await requireUser(change, users, id);
  const request = { purpose: "password_reset", userId: id, now, lifetimeMs: resetLifetimeMs } as const;
  const code = await issueCode(writer, request);
  const entry = { type: "password.reset_requested", resource: "users", recordId: id };
  await appendAuditEvent(writer, audit, entry, now);
  return code;
}
