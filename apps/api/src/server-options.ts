import type { Server } from "node:http";
import {
  type FastifyHttpOptions,
  type FastifyReply,
  type FastifyRequest,
  type FastifyServerOptions,
  LogController,
} from "fastify";
import { clientAddressOf } from "./client-address.ts";
import type { Config } from "./config.ts";
import { createRequestIds } from "./request-ids.ts";
import { compilersFactory } from "./schema-compilers.ts";
import { pathOf, type UnroutedAnswers } from "./unrouted-answers.ts";

const mebibyte = 1024 * 1024;
/** URLs of 64 KiB pass, with room for the other headers. */
const maxHeaderBytes = 96 * 1024;
const maxParamLength = 200;
/** For a mebibyte on the slowest of lines; without a limit whoever sends nothing holds a connection for ever. */
const defaultRequestTimeoutMs = 60_000;
const forbidden = 403;

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
      address: clientAddressOf(request),
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

interface ServerOverrides {
  unrouted: UnroutedAnswers;
  logger?: FastifyServerOptions["logger"];
  requestTimeoutMs?: number;
}

/** Options of the Fastify instance that are not a plugin's. */
export function createServerOptions(config: Config, overrides: ServerOverrides) {
  const { unrouted, logger, requestTimeoutMs = defaultRequestTimeoutMs } = overrides;
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
      // Asked for by us, in our form. Of a header that comes twice none is dropped in silence.
      requireHostHeader: false,
      joinDuplicateHeaders: true,
    },
    forceCloseConnections: "idle",
    schemaController: { compilersFactory },
    ajv: {
      customOptions: { coerceTypes: false, removeAdditional: false, useDefaults: false, allErrors: true },
    },
    logger: logger ?? { level: config.logLevel },
    clientErrorHandler: unrouted.toParserError,
    frameworkErrors: unrouted.toBadUrl as NonNullable<FastifyServerOptions["frameworkErrors"]>,
  } satisfies FastifyHttpOptions<Server>;
}
