import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import type { UserTable } from "../database/tables.ts";

/** Whom a browser is known to; a changed password makes it unknown to him again. */
export type DeviceUser = Pick<UserTable, "id" | "password_hash">;

/** What a browser keeps to prove which accounts have signed in there (OWASP, "device cookies"). It grants nothing. */
export interface KnownDevices {
  /** The proof of a browser that has just signed `user` in, keeping what its earlier one says of others. */
  remember(token: string | undefined, user: DeviceUser): string;
  /** The browser's id if `user` has signed in there with the password he has now. */
  identify(token: string | undefined, user: DeviceUser | undefined): string | undefined;
}

interface Entry {
  userId: string;
  mac: string;
}

const idBytes = 16;
const macBytes = 16;
const maxAccounts = 8;

/** `keys`: the first signs, all verify. */
export function createKnownDevices(keys: readonly Buffer[]): KnownDevices {
  const macOf = (key: Buffer, deviceId: string, { id, password_hash: hash }: DeviceUser) =>
    createHmac("sha256", key)
      .update(JSON.stringify([deviceId, id, hash]))
      .digest()
      .subarray(0, macBytes);

  return {
    remember(token, user) {
      const { deviceId, entries } = parse(token) ?? {
        deviceId: randomBytes(idBytes).toString("base64url"),
        entries: [],
      };
      const [key] = keys;
      if (!key) throw new Error("There is no key to sign device cookies with.");
      const mac = macOf(key, deviceId, user).toString("base64url");
      const others = entries.filter(({ userId }) => userId !== user.id).slice(0, maxAccounts - 1);
      return [
        deviceId,
        ...[{ userId: user.id, mac }, ...others].map((entry) => `${entry.userId}.${entry.mac}`),
      ].join(":");
    },

    identify(token, user) {
      const parsed = parse(token);
      const entry = user && parsed?.entries.find(({ userId }) => userId === user.id);
      if (!parsed || !entry) return undefined;
      const mac = Buffer.from(entry.mac, "base64url");
      const isGenuine = keys.some((key) => {
        const expected = macOf(key, parsed.deviceId, user);
        return mac.length === expected.length && timingSafeEqual(mac, expected);
      });
      return isGenuine ? parsed.deviceId : undefined;
    },
  };
}

const devicePattern = /^[\w-]{22}$/;
const entryPattern = /^([\da-f-]{36})\.([\w-]{22})$/;

function parse(token: string | undefined): { deviceId: string; entries: Entry[] } | undefined {
  const [deviceId = "", ...rest] = token?.split(":") ?? [];
  if (!devicePattern.test(deviceId) || rest.length > maxAccounts) return undefined;
  const entries = rest.flatMap((text): Entry[] => {
    const [, userId, mac] = entryPattern.exec(text) ?? [];
    return userId !== undefined && mac !== undefined ? [{ userId, mac }] : [];
  });
  return { deviceId, entries };
}
