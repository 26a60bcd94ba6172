import { cleanEnv, type CleanedEnv } from "envalid";
import {
  adminOrigins,
  databaseUrl,
  host,
  maxSeconds,
  oneOf,
  publicUrl,
  refreshKeys,
  smtpUrl,
  trustProxy,
  wholeNumber,
} from "./config-validators.ts";

/** Everything the process was told from outside, checked once and frozen. Durations are whole seconds. */
export interface Config {
  readonly host: string;
  readonly port: number;
  readonly databaseUrl: string;
  /** Where browsers reach this installation; undefined: `http://localhost:` and the port listened on. */
  readonly publicUrl: string | undefined;
  readonly adminOrigins: readonly string[];
  readonly trustProxy: boolean | number | string[];
  readonly accessTokenTtl: number;
  readonly sessionIdleTtl: number;
  readonly sessionAbsoluteTtl: number;
  readonly refreshLeeway: number;
  /** The first derives, all verify; undefined: generated into the data folder. */
  readonly refreshKeys: readonly Buffer[] | undefined;
  readonly registration: "open" | "closed";
  readonly passwordMinLength: number;
  /** Where mail is handed over; it holds a password. undefined: no mail is sent. */
  readonly smtpUrl: string | undefined;
  readonly rateLimits: boolean;
  readonly logLevel: LogLevel;
}

const logLevels = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;
type LogLevel = (typeof logLevels)[number];

/** Thrown at boot; the message has one line for each bad variable. */
export class ConfigError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`The configuration is not valid:\n${problems.map((problem) => `  ${problem}`).join("\n")}`);
    this.name = "ConfigError";
    this.problems = problems;
  }
}

const variables = {
  HOST: host({ default: "127.0.0.1" }),
  PORT: wholeNumber(0, 65_535)({ default: 3000 }),
  DATABASE_URL: databaseUrl({ default: "file:./data/gatehouse.db" }),
  PUBLIC_URL: publicUrl({ default: undefined }),
  ADMIN_ORIGINS: adminOrigins({ default: [] }),
  TRUST_PROXY: trustProxy({ default: false }),
  ACCESS_TOKEN_TTL: wholeNumber(1, 3600)({ default: 300 }),
  SESSION_IDLE_TTL: wholeNumber(1, maxSeconds)({ default: 604_800 }),
  SESSION_ABSOLUTE_TTL: wholeNumber(1, maxSeconds)({ default: 2_592_000 }),
  REFRESH_LEEWAY: wholeNumber(0, 60)({ default: 20 }),
  REFRESH_KEY: refreshKeys({ default: undefined }),
  REGISTRATION: oneOf("open", "closed")({ default: "closed" }),
  PASSWORD_MIN_LENGTH: wholeNumber(8, 256)({ default: 15 }),
  SMTP_URL: smtpUrl({ default: undefined }),
  RATE_LIMITS: oneOf("on", "off")({ default: "on" }),
  LOG_LEVEL: oneOf(...logLevels)({ default: "info" }),
};

/** Every variable that is read, in the order in which they are documented. */
export const variableNames: readonly string[] = Object.keys(variables);

type Variables = CleanedEnv<typeof variables>;

/** Contradictions between variables that are each valid by themselves. */
function findContradictions(values: Variables): string[] {
  const problems: string[] = [];
  const { ACCESS_TOKEN_TTL: access, SESSION_IDLE_TTL: idle, SESSION_ABSOLUTE_TTL: absolute } = values;
  if (access > idle) problems.push(`ACCESS_TOKEN_TTL accepted: at most SESSION_IDLE_TTL (${idle})`);
  if (idle > absolute) problems.push(`SESSION_IDLE_TTL accepted: at most SESSION_ABSOLUTE_TTL (${absolute})`);
  if (values.DATABASE_URL.startsWith("postgres") && values.REFRESH_KEY === undefined) {
    problems.push("REFRESH_KEY must be given with PostgreSQL: every process has to know the same keys");
  }
  return problems;
}

/** Reads the environment; throws a `ConfigError` that names every bad variable at once. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const problems: string[] = [];
  const values = cleanEnv(env, variables, {
    reporter: ({ errors }) => {
      for (const [name, error] of Object.entries(errors)) problems.push(`${name} ${error.message}`);
      if (problems.length > 0) throw new ConfigError(problems);
    },
  });
  problems.push(...findContradictions(values));
  if (problems.length > 0) throw new ConfigError(problems);
  return Object.freeze({
    host: values.HOST,
    port: values.PORT,
    databaseUrl: values.DATABASE_URL,
    publicUrl: values.PUBLIC_URL,
    adminOrigins: values.ADMIN_ORIGINS,
    trustProxy: values.TRUST_PROXY,
    accessTokenTtl: values.ACCESS_TOKEN_TTL,
    sessionIdleTtl: values.SESSION_IDLE_TTL,
    sessionAbsoluteTtl: values.SESSION_ABSOLUTE_TTL,
    refreshLeeway: values.REFRESH_LEEWAY,
    refreshKeys: values.REFRESH_KEY,
    registration: values.REGISTRATION,
    passwordMinLength: values.PASSWORD_MIN_LENGTH,
    smtpUrl: values.SMTP_URL,
    rateLimits: values.RATE_LIMITS === "on",
    logLevel: values.LOG_LEVEL,
  });
}
