import type { FastifyRequest, onRequestHookHandler } from "fastify";
import fp from "fastify-plugin";
import { isLoopbackUrl } from "../config-validators.ts";
import { AppError } from "../errors.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    /** The route reads or sets the session cookie: only our own pages and clients that are no browser may call it. */
    usesCookie?: boolean;
  }
}

interface TrustedOriginOptions {
  /** The origin browsers use for this installation. */
  publicUrl: () => string;
  adminOrigins: readonly string[];
}

/** Refuses cross-site calls of cookie routes with `origin_not_allowed`; that closes login CSRF as well. */
export const trustedOrigin = fp<TrustedOriginOptions>(
  async (app, options) => {
    const refuseOthers: onRequestHookHandler = (request, _reply, done) =>
      done(isTrusted(request, options) ? undefined : new AppError("origin_not_allowed"));
    // Only the routes that ask for it pay for it.
    app.addHook("onRoute", (route) => {
      if (route.config?.usesCookie) route.onRequest = [refuseOthers, route.onRequest ?? []].flat();
    });
  },
  { name: "trusted-origin" },
);

function isTrusted(request: FastifyRequest, { publicUrl, adminOrigins }: TrustedOriginOptions): boolean {
  const { origin, "sec-fetch-site": site } = request.headers;
  if (origin === undefined) return site === undefined || site === "same-origin";
  if (origin === publicUrl() || adminOrigins.includes(origin)) return true;
  // The page's own origin under another name of this machine.
  return hostOf(origin) === request.host && isVouchedFor(origin, site);
}

/**
 * No page can forge the browser's word. Where it gives none, only names that nobody else can have are believed: any other
 * may lead to this machine for a stranger's page (DNS rebinding).
 */
const isVouchedFor = (origin: string, site: string | string[] | undefined) =>
  site === "same-origin" || (site === undefined && isLoopbackUrl(origin));

const hostOf = (origin: string) => (URL.canParse(origin) ? new URL(origin).host : undefined);
