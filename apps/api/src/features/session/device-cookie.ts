import type { FastifyReply, FastifyRequest } from "fastify";

/** The cookie by which a browser is known to have signed in before; it opens nothing, so it survives a logout. */
export interface DeviceCookie {
  read(request: FastifyRequest): string | undefined;
  /** Ends with the browser where `isLasting` is false. */
  set(reply: FastifyReply, token: string, isLasting: boolean): void;
}

const maxAgeSeconds = 365 * 24 * 3600;

export function createDeviceCookie(isSecure: () => boolean): DeviceCookie {
  const name = () => (isSecure() ? "__Host-gatehouse-device" : "gatehouse-device");
  return {
    read: (request) => request.cookies[name()],
    set(reply, token, isLasting) {
      reply.setCookie(name(), token, {
        httpOnly: true,
        sameSite: "strict",
        path: "/",
        secure: isSecure(),
        ...(isLasting && { maxAge: maxAgeSeconds }),
      });
    },
  };
}
