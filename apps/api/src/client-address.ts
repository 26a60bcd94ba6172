import type { FastifyRequest } from "fastify";

/** More than any address has, a port and a zone included; what a proxy passed on may be anything. */
const maxLength = 100;

/** Where a request comes from, as it is logged and kept. */
export const clientAddressOf = ({ ip }: Pick<FastifyRequest, "ip">): string => ip.slice(0, maxLength);
