import { createHash } from "node:crypto";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { negotiate } from "@fastify/accept-negotiator";
import { signInOptionsElementId } from "@gatehouse/shared/page-data";
import type { SignInOptions } from "@gatehouse/shared/session-api";
import type { FastifyReply, FastifyRequest } from "fastify";

interface MadePage {
  html: string;
  etag: string;
  bodies: { br: Buffer; gzip: Buffer; identity: string };
}

/** Sends the admin's page with what its login offers in it, so that a browser that is signed out need not ask. */
export function createAdminPage(template: string, readSignInOptions: () => Promise<SignInOptions>) {
  let lastMade = makePage(template);
  return async (request: FastifyRequest, reply: FastifyReply) => {
    // The page is needed most where something is wrong; without the block it asks by itself.
    const options = await readSignInOptions().catch(() => undefined);
    const html = options ? withOptions(template, options) : template;
    if (html !== lastMade.html) lastMade = makePage(html);
    const { etag, bodies } = lastMade;
    reply.headers({ "cache-control": "no-cache", etag, vary: "accept-encoding" });
    if (request.headers["if-none-match"]?.includes(etag)) return reply.code(304).send();
    const encoding = negotiate(request.headers["accept-encoding"] ?? "identity", ["br", "gzip"]);
    if (encoding) reply.header("content-encoding", encoding);
    return reply.type("text/html; charset=utf-8").send(bodies[encoding ?? "identity"]);
  };
}

function makePage(html: string): MadePage {
  const etag = `W/"${createHash("sha256").update(html).digest("base64url")}"`;
  return { html, etag, bodies: { br: brotliCompressSync(html), gzip: gzipSync(html), identity: html } };
}

/** A data block is not run, so `script-src` has no say in it; `<` is escaped so that no value can end it. */
function withOptions(template: string, options: SignInOptions): string {
  const json = JSON.stringify(options).replaceAll("<", String.raw`\u003c`);
  const block = `<script type="application/json" id="${signInOptionsElementId}">${json}</script>`;
  return template.replace("</head>", () => `${block}</head>`);
}
