import type { IncomingMessage, ServerResponse } from "node:http";
import type { FastifyRequest } from "fastify";
import fp from "fastify-plugin";
import helmet, { type HelmetOptions } from "helmet";

interface SecurityHeadersOptions {
  /** Whether browsers reach this installation by https. */
  isSecure: boolean;
}

const none = ["'none'"];
const self = ["'self'"];

const hstsMaxAgeSeconds = 31_536_000;

/** For what a browser shows: the admin's page and Swagger UI. Why styles may be inline is decision 061. */
const pageDirectives = {
  defaultSrc: none,
  scriptSrc: self,
  styleSrc: ["'self'", "'unsafe-inline'"],
  imgSrc: ["'self'", "data:"],
  fontSrc: ["'self'", "data:"],
  connectSrc: self,
  manifestSrc: self,
  formAction: self,
  baseUri: none,
  frameAncestors: none,
};

/** Nothing that a page of ours would use. */
const permissionsPolicy = ["camera", "display-capture", "geolocation", "microphone", "midi", "payment", "usb"]
  .map((feature) => `${feature}=()`)
  .join(", ");

const optionsFor = (directives: Record<string, string[]>, isSecure: boolean): HelmetOptions => ({
  contentSecurityPolicy: { useDefaults: false, directives },
  crossOriginEmbedderPolicy: false,
  referrerPolicy: { policy: "no-referrer" },
  xFrameOptions: { action: "deny" },
  strictTransportSecurity: isSecure && { maxAge: hstsMaxAgeSeconds, includeSubDomains: true },
  originAgentCluster: false,
  xDnsPrefetchControl: false,
  xDownloadOptions: false,
  xPermittedCrossDomainPolicies: false,
  xXssProtection: false,
});

/** What helmet would set for every request is the same each time, so it is asked once. */
function headersOf(options: HelmetOptions): Record<string, string> {
  const headers: Record<string, string> = {};
  const response = {
    setHeader: (name: string, value: string) => {
      headers[name.toLowerCase()] = value;
    },
    removeHeader: () => undefined,
  };
  helmet(options)({} as IncomingMessage, response as unknown as ServerResponse, () => undefined);
  return headers;
}

/** What every answer carries that is no page: it is no document, may load nothing, and is kept by no cache. */
export const createApiHeaders = (isSecure: boolean): Readonly<Record<string, string>> => ({
  ...headersOf(optionsFor({ defaultSrc: none, frameAncestors: none }, isSecure)),
  "cache-control": "no-store",
});

/** By its route, however its address was spelled: `/%61pi/me` is `/api/me`, and so is an address with scheme and host. */
const isOfApi = ({ url, routeOptions }: FastifyRequest) =>
  url.startsWith("/api/") || routeOptions.url?.startsWith("/api/") === true;

/**
 * Tells browsers what no answer of ours may be used for, and caches to keep none. What may be kept, such as the admin's
 * own files, says so itself.
 */
export const securityHeaders = fp<SecurityHeadersOptions>(
  async (app, { isSecure }) => {
    const forApi = createApiHeaders(isSecure);
    const forPages = {
      ...forApi,
      ...headersOf(optionsFor(pageDirectives, isSecure)),
      "permissions-policy": permissionsPolicy,
    };
    app.addHook("onRequest", (request, reply, done) => {
      reply.headers(isOfApi(request) ? forApi : forPages);
      done();
    });
  },
  { name: "security-headers" },
);
