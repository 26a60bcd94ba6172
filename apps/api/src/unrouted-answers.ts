import { randomUUID } from "node:crypto";
import { type IncomingMessage, STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import { errorTable, type ErrorCode } from "@gatehouse/shared/error-codes";
import type { FastifyBaseLogger, FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { clientAddressOf } from "./client-address.ts";
import { AppError } from "./errors.ts";
import { problemOf, sendError } from "./plugins/error-handler.ts";

/** For whoever was refused to read why, though he goes on sending. */
const lingerMs = 1000;

const contentType = "application/problem+json; charset=utf-8";

/** What Node's parser refuses before there is a request. */
const parserCodes: Record<string, ErrorCode> = {
  HPE_HEADER_OVERFLOW: "headers_too_large",
  ERR_HTTP_REQUEST_TIMEOUT: "request_timeout",
};

interface UnreadRequest {
  code: ErrorCode;
  /** What was wrong with it, for the log. */
  reason: string | undefined;
  socket: Duplex;
}

type WithLog = { log: Pick<FastifyBaseLogger, "info"> };

/** Answers to what never becomes a request with a route: of the same form as any other refusal, with `headers`. */
export function createUnroutedAnswers(headers: Readonly<Record<string, string>>) {
  function refuse({ log }: WithLog, { code, reason, socket }: UnreadRequest): void {
    const requestId = randomUUID();
    const body = JSON.stringify(problemOf(new AppError(code), requestId));
    const { status } = errorTable[code];
    const { remoteAddress: address } = socket as Partial<Socket>;
    log.info({ requestId, status, address, reason }, "request that could not be read");
    if (!socket.writable) return;
    const fields = {
      "content-type": contentType,
      "content-length": Buffer.byteLength(body),
      "x-request-id": requestId,
      ...headers,
      connection: "close",
    };
    const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}`);
    socket.end([`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...lines, "", body].join("\r\n"));
    setTimeout(() => socket.destroy(), lingerMs).unref();
  }

  return {
    /** A connection whose bytes are no request. */
    toParserError(this: FastifyInstance, error: Error & { code?: string }, socket: Duplex): void {
      if (error.code === "ECONNRESET" || socket.destroyed) return;
      const code = parserCodes[error.code ?? ""] ?? "invalid_request";
      refuse(this, { code, reason: error.code, socket });
    },

    /** A URL that can't be decoded. */
    toBadUrl(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
      const refusal = new AppError("invalid_request", { message: error.message });
      reply.headers({ ...headers, "x-request-id": request.id });
      const address = clientAddressOf(request);
      request.log.info(
        { method: request.method, path: pathOf(request), status: refusal.status, address },
        "request",
      );
      void sendError(reply, refusal, problemOf(refusal, request.id), contentType);
    },

    /** What Node would answer by itself, or not at all: CONNECT, and an `Expect` that nobody knows (RFC 9110 §10.1.1). */
    listenOn(app: Pick<FastifyInstance, "server" | "routing"> & WithLog): void {
      app.server.on("connect", (_request: IncomingMessage, socket: Duplex) =>
        refuse(app, { code: "invalid_request", reason: "CONNECT", socket }),
      );
      app.server.on("checkExpectation", app.routing);
    },
  };
}

export type UnroutedAnswers = ReturnType<typeof createUnroutedAnswers>;

/** Our own paths are shorter; a URL may have 64 KiB. */
const maxLoggedPath = 500;

/** As it is logged: without the query, which may have tokens in it. */
export const pathOf = ({ url }: Pick<FastifyRequest, "url">) => url.split("?")[0]?.slice(0, maxLoggedPath);
