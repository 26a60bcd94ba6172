import type { CookieSerializeOptions } from "@fastify/cookie";
import type { FastifyReply, FastifyRequest } from "fastify";

/** The refresh cookie's name and attributes, once, for setting and clearing alike. */
export interface RefreshCookie {
  read(request: FastifyRequest): string | undefined;
  /** Without `maxAgeSeconds` the cookie ends with the browser. */
  set(reply: FastifyReply, token: string, maxAgeSeconds: number | undefined): void;
  clear(reply: FastifyReply): void;
}

/** On https the `__Host-` prefix makes the browser itself refuse a cookie that another host or plain http set. */
export function createRefreshCookie(isSecure: () => boolean): RefreshCookie {
  const name = () => (isSecure() ? "__Host-gatehouse" : "gatehouse");
  const attributes = (): CookieSerializeOptions => ({
    httpOnly: true,
    sameSite: "strict",
    path: "/",
    secure: isSecure(),
  });
  return {
    read: (request) => request.cookies[name()],
    set(reply, token, maxAgeSeconds) {
      reply.setCookie(name(), token, {
        ...attributes(),
        ...(maxAgeSeconds !== undefined && { maxAge: maxAgeSeconds }),
      });
    },
    clear(reply) {
      reply.clearCookie(name(), attributes());
    },
  };
}
