import type { FastifyReply, FastifyRequest } from "fastify";
import fp from "fastify-plugin";
import type { Clock } from "../clock.ts";
import type { Database } from "../database/database.ts";
import { AppError } from "../errors.ts";
import { startLogOf } from "../start-log.ts";
import { addressKeyOf } from "../guessing/address-key.ts";
import {
  createLocalWindows,
  createSharedWindows,
  type WindowCount,
  windowMs,
} from "../guessing/address-windows.ts";

/** How many requests an address may make in a minute. */
export interface RateLimit {
  name: string;
  perMinute: number;
  /** A guessing surface: counted for all processes together, in the database. */
  isShared?: boolean;
}

declare module "fastify" {
  interface FastifyContextConfig {
    /** The route's own limit in place of the general one. */
    rateLimit?: RateLimit;
  }
}

const generalLimit: RateLimit = { name: "general", perMinute: 1200 };

interface RateLimitOptions {
  isOn: boolean;
  database: Database;
  clock: Clock;
}

/**
 * Limits requests per address, and says in every answer what is left (draft-ietf-httpapi-ratelimit-headers-10). The
 * general limit is counted without leaving this turn of the event loop.
 */
export const rateLimit = fp<RateLimitOptions>(
  async (app, { isOn, database, clock }) => {
    if (!isOn) {
      startLogOf(app.log).warn("RATE_LIMITS is off: passwords can be guessed without a limit");
      return;
    }
    const local = createLocalWindows(clock);
    const shared = createSharedWindows(database, clock);
    const keyOf = createAddressKeys();

    app.addHook(
      "onRequest",
      (request: FastifyRequest, reply: FastifyReply, done: (error?: Error) => void) => {
        const limit = request.routeOptions.config?.rateLimit ?? generalLimit;
        const key = `${limit.name} ${keyOf(request.ip)}`;
        const finish = (window: WindowCount) => done(account(reply, limit, window, clock.now()));
        if (!limit.isShared) return finish(local.hit(key));
        const unavailable = (cause: unknown) => done(new AppError("unavailable", { cause }));
        shared.hit(key, limit.perMinute).then(finish, unavailable);
      },
    );
  },
  { name: "rate-limit" },
);

/** Sets the headers; the refusal where the limit is passed. */
function account(
  reply: FastifyReply,
  { name, perMinute }: RateLimit,
  { count, endsAt }: WindowCount,
  now: number,
): AppError | undefined {
  const seconds = Math.max(1, Math.ceil((endsAt - now) / 1000));
  reply.header("ratelimit-policy", `"${name}";q=${perMinute};w=${windowMs / 1000}`);
  reply.header("ratelimit", `"${name}";r=${Math.max(0, perMinute - count)};t=${seconds}`);
  return count > perMinute ? new AppError("rate_limited", { retryAfterSeconds: seconds }) : undefined;
}

const maxAddresses = 10_000;

/** Parsing an address costs more than everything else here, so it is done once for each. */
function createAddressKeys(): (address: string) => string {
  const keys = new Map<string, string>();
  return (address) => {
    const known = keys.get(address);
    if (known !== undefined) return known;
    const key = addressKeyOf(address);
    if (keys.size >= maxAddresses) keys.clear();
    keys.set(address, key);
    return key;
  };
}
