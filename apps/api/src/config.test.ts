import { describe, expect, test } from "vitest";
import { type Config, ConfigError, readConfig } from "./config.ts";

/** The message of what is refused; fails where nothing is. */
function refusalOf(env: NodeJS.ProcessEnv): string {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  throw new Error("The configuration was accepted.");
}

const key = Buffer.alloc(32, 7).toString("base64");

test("without a variable everything is at its default", () => {
  expect(readConfig({})).toEqual({
    host: "127.0.0.1",
    port: 3000,
    databaseUrl: "file:./data/gatehouse.db",
    publicUrl: undefined,
    adminOrigins: [],
    trustProxy: false,
    accessTokenTtl: 300,
    sessionIdleTtl: 604_800,
    sessionAbsoluteTtl: 2_592_000,
    refreshLeeway: 20,
    refreshKeys: undefined,
    registration: "closed",
    passwordMinLength: 15,
    smtpUrl: undefined,
    rateLimits: true,
    logLevel: "info",
  } satisfies Config);
});

test.each(["PUBLIC_URL", "ADMIN_ORIGINS", "REFRESH_KEY", "SMTP_URL"])(
  "%s without a value is at its default, which is none",
  (name) => {
    expect(readConfig({ [name]: "" })).toEqual(readConfig({}));
  },
);

test.each([
  ["HOST", ["", "a b", "http://localhost"]],
  ["PORT", ["", "-1", "65536", "1e3", "3000.5", "0x10", "many"]],
  ["DATABASE_URL", ["", "file:", "mysql://localhost/x", "gatehouse.db"]],
  [
    "PUBLIC_URL",
    ["http://admin.example.com", "https://a.example.com/x", "ftp://localhost", "https://*.a.com"],
  ],
  [
    "ADMIN_ORIGINS",
    ["*", "null", "https://*.a.com", "https://a.com/", "a.com", "https://a.com,,https://b.com"],
  ],
  [
    "TRUST_PROXY",
    ["", "maybe", "-1", "999.1.1.1", "abc", "10.0.0.0/33", "10.0.0.0/0", "::1/129", "10.0.0.1,"],
  ],
  ["ACCESS_TOKEN_TTL", ["", "0", "-5", "1.5", "3601"]],
  ["SESSION_IDLE_TTL", ["0", "1.5", "week"]],
  ["SESSION_ABSOLUTE_TTL", ["0", "-1", "1e9"]],
  ["REFRESH_LEEWAY", ["", "-1", "61"]],
  ["REFRESH_KEY", ["short", Buffer.alloc(31).toString("base64"), `${key},`, "!".repeat(60)]],
  ["REGISTRATION", ["", "yes", "Open"]],
  ["PASSWORD_MIN_LENGTH", ["", "7", "257"]],
  ["RATE_LIMITS", ["", "false", "no"]],
  ["LOG_LEVEL", ["", "loud"]],
])("%s is refused by name, with what is accepted", (name, values) => {
  for (const value of values) expect(refusalOf({ [name]: value })).toMatch(`\n  ${name} accepted: `);
});

test.each([
  ["PUBLIC_URL", "https://admin.example.com/", { publicUrl: "https://admin.example.com" }],
  ["PUBLIC_URL", "http://[::1]:3000", { publicUrl: "http://[::1]:3000" }],
  ["ADMIN_ORIGINS", "https://a.com, http://b.com:81", { adminOrigins: ["https://a.com", "http://b.com:81"] }],
  ["TRUST_PROXY", "2", { trustProxy: 2 }],
  [
    "TRUST_PROXY",
    "loopback, 10.0.0.0/8, fd00::/8, ::1",
    { trustProxy: ["loopback", "10.0.0.0/8", "fd00::/8", "::1"] },
  ],
  ["REFRESH_KEY", `${key},${key}`, { refreshKeys: [Buffer.alloc(32, 7), Buffer.alloc(32, 7)] }],
  ["ACCESS_TOKEN_TTL", "3600", { accessTokenTtl: 3600 }],
  ["REFRESH_LEEWAY", "0", { refreshLeeway: 0 }],
])("%s takes %s", (name, value, expected) => {
  expect(readConfig({ [name]: value })).toMatchObject(expected);
});

describe("one message", () => {
  test("names every variable that is bad by itself or contradicts another", () => {
    const message = refusalOf({
      PORT: "many",
      ACCESS_TOKEN_TTL: "600",
      SESSION_IDLE_TTL: "500",
      SESSION_ABSOLUTE_TTL: "400",
      DATABASE_URL: "postgres://localhost/gatehouse",
    });
    expect(message.split("\n")).toEqual([
      "The configuration is not valid:",
      "  PORT accepted: a whole number from 0 to 65535",
      "  ACCESS_TOKEN_TTL accepted: at most SESSION_IDLE_TTL (500)",
      "  SESSION_IDLE_TTL accepted: at most SESSION_ABSOLUTE_TTL (400)",
      "  REFRESH_KEY must be given with PostgreSQL: every process has to know the same keys",
    ]);
  });

  test("compares nothing with what could not be read", () => {
    const message = refusalOf({
      SESSION_IDLE_TTL: "week",
      ACCESS_TOKEN_TTL: "3600",
      SESSION_ABSOLUTE_TTL: "1",
    });
    expect(message.split("\n").slice(1)).toEqual([
      "  SESSION_IDLE_TTL accepted: a whole number from 1 to 2000000000",
    ]);
  });
});

test.each([
  ["PASSWORD_MIN_LENGHT", "PASSWORD_MIN_LENGTH"],
  ["REFRESH_KEYS", "REFRESH_KEY"],
  ["ADMIN_ORIGIN", "ADMIN_ORIGINS"],
  ["RATE_LIMIT", "RATE_LIMITS"],
  ["PUBLIC_URI", "PUBLIC_URL"],
])("does not ignore %s in silence, for %s is meant", (name, meant) => {
  const known = `${name} is not known; ${meant} is`;
  expect(refusalOf({ [name]: "x" })).toBe(`The configuration is not valid:\n  ${known}`);
  expect(refusalOf({ [name]: "x", PORT: "x" })).toMatch(new RegExp(`${known}\n  PORT accepted`));
});

test("leaves the variables of others alone", () => {
  const env = { HOSTS: "x", REPORT: "x", HTTP_URL: "x", LOG: "x", DATABASE: "x", POSTGRES_PASSWORD: "x" };
  expect(readConfig(env)).toEqual(readConfig({}));
});
