import { randomUUID } from "node:crypto";
import { type Server, STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import { errorTable, type ErrorCode } from "@gatehouse/shared/error-codes";
import {
  type FastifyError,
  type FastifyHttpOptions,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  type FastifyServerOptions,
  LogController,
} from "fastify";
import type { Config } from "./config.ts";
import { AppError } from "./errors.ts";
import { problemOf, sendError } from "./plugins/error-handler.ts";
import { createRequestIds } from "./request-ids.ts";
import { compilersFactory } from "./schema-compilers.ts";

const mebibyte = 1024 * 1024;
/** URLs of 64 KiB pass, with room for the other headers. */
const maxHeaderBytes = 96 * 1024;
const maxParamLength = 200;
/** For a mebibyte on the slowest of lines; without a limit whoever sends nothing holds a connection for ever. */
const defaultRequestTimeoutMs = 60_000;
/** For whoever was refused to read why, though he goes on sending. */
const lingerMs = 1000;

/** What Node's parser refuses before there is a request. */
const parserCodes: Record<string, ErrorCode> = {
  HPE_HEADER_OVERFLOW: "headers_too_large",
  ERR_HTTP_REQUEST_TIMEOUT: "request_timeout",
};

/** Answers a connection whose bytes are no request: problem+json with a request id like any other refusal. */
function answerParserError(this: FastifyInstance, error: Error & { code?: string }, socket: Socket): void {
  if (error.code === "ECONNRESET" || socket.destroyed) return;
  const code = parserCodes[error.code ?? ""] ?? "invalid_request";
  const requestId = randomUUID();
  const body = JSON.stringify(problemOf(new AppError(code), requestId));
  const { status } = errorTable[code];
  const line = { requestId, status, address: socket.remoteAddress, reason: error.code };
  this.log.info(line, "request that could not be read");
  if (!socket.writable) return;
  socket.end(
    [
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
      "content-type: application/problem+json; charset=utf-8",
      `content-length: ${Buffer.byteLength(body)}`,
      `x-request-id: ${requestId}`,
      "cache-control: no-store",
      "connection: close",
      "",
      body,
    ].join("\r\n"),
  );
  setTimeout(() => socket.destroy(), lingerMs).unref();
}

const forbidden = 403;

/** Without the query, which may have tokens in it. */
const pathOf = ({ url }: FastifyRequest) => url.split("?")[0];

/** At these a line of an answered request would be made for nobody. */
const levelsAboveInfo: ReadonlySet<string> = new Set(["warn", "error", "fatal", "silent"]);

/**
 * One line a request, when it is answered. Never a query, a header or a body: tokens and passwords have no way into the
 * log.
 */
class OneLineLog extends LogController {
  override incomingRequest(): void {}

  override requestCompleted(error: Error | null, request: FastifyRequest, reply: FastifyReply): void {
    if (!error && levelsAboveInfo.has(reply.log.level)) return;
    const line = {
      method: request.method,
      path: pathOf(request),
      status: reply.statusCode,
      address: request.ip,
      durationMs: Math.round(reply.elapsedTime),
      // Who was refused something, where the token told.
      actorId: reply.statusCode === forbidden ? request.access?.userId : undefined,
    };
    if (error) reply.log.error({ ...line, err: error }, "request failed");
    else reply.log.info(line, "request");
  }
}

/** A number of hops as Fastify takes it: the nearest so many addresses are believed. */
const trustProxyOf = (setting: Config["trustProxy"]) =>
  typeof setting === "number" ? (_address: string, hop: number) => hop < setting : setting;

/** A URL that can't be decoded never becomes a request with a route. */
function refuseBadUrl(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  const refusal = new AppError("invalid_request", { message: error.message });
  reply.headers({ "x-request-id": request.id, "cache-control": "no-store" });
  const { method, ip: address } = request;
  request.log.info({ method, path: pathOf(request), status: refusal.status, address }, "request");
  void sendError(reply, refusal, problemOf(refusal, request.id), "application/problem+json; charset=utf-8");
}

interface ServerOverrides {
  logger?: FastifyServerOptions["logger"];
  requestTimeoutMs?: number;
}

/** Options of the Fastify instance that are not a plugin's. */
export function createServerOptions(config: Config, overrides: ServerOverrides) {
  const { logger, requestTimeoutMs = defaultRequestTimeoutMs } = overrides;
  return {
    bodyLimit: mebibyte,
    trustProxy: trustProxyOf(config.trustProxy),
    genReqId: createRequestIds(),
    requestIdHeader: false,
    logController: new OneLineLog({ requestIdLogLabel: "requestId" }),
    routerOptions: { maxParamLength },
    requestTimeout: requestTimeoutMs,
    http: {
      maxHeaderSize: maxHeaderBytes,
      requestTimeout: requestTimeoutMs,
      headersTimeout: requestTimeoutMs / 2,
      connectionsCheckingInterval: requestTimeoutMs / 4,
      // The refusal is ours, with a request id.
      requireHostHeader: false,
    },
    forceCloseConnections: "idle",
    schemaController: { compilersFactory },
    ajv: {
      customOptions: { coerceTypes: false, removeAdditional: false, useDefaults: false, allErrors: true },
    },
    logger: logger ?? { level: config.logLevel },
    clientErrorHandler: answerParserError,
    frameworkErrors: refuseBadUrl as NonNullable<FastifyServerOptions["frameworkErrors"]>,
  } satisfies FastifyHttpOptions<Server>;
}
