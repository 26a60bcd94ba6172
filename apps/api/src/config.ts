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
import { findMisspelled } from "./misspelled-names.ts";

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

/** Whether browsers reach this installation by https. */
export const isServedSecurely = ({ publicUrl }: Pick<Config, "publicUrl">): boolean =>
  publicUrl?.startsWith("https:") ?? false;

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

/** Without a value these are at their default, which is none; every other variable has a value or is left out. */
const mayBeEmpty = new Set(["PUBLIC_URL", "ADMIN_ORIGINS", "REFRESH_KEY", "SMTP_URL"]);

const withoutEmpty = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(
    Object.entries(env).filter(([name, value]) => !(mayBeEmpty.has(name) && value?.trim() === "")),
  );

/** Each lifetime with the one that it may not exceed. */
const lifetimes = [
  ["ACCESS_TOKEN_TTL", "SESSION_IDLE_TTL"],
  ["SESSION_IDLE_TTL", "SESSION_ABSOLUTE_TTL"],
] as const;

/** Contradictions between variables that are each valid by themselves. */
function findContradictions(values: Variables, invalid: ReadonlySet<string>): string[] {
  const problems: string[] = [];
  for (const [shorter, longer] of lifetimes) {
    if (invalid.has(shorter) || invalid.has(longer) || values[shorter] <= values[longer]) continue;
    problems.push(`${shorter} accepted: at most ${longer} (${values[longer]})`);
  }
  const lacksKey = !invalid.has("REFRESH_KEY") && values.REFRESH_KEY === undefined;
  if (lacksKey && !invalid.has("DATABASE_URL") && values.DATABASE_URL.startsWith("postgres")) {
    problems.push("REFRESH_KEY must be given with PostgreSQL: every process has to know the same keys");
  }
  return problems;
}

/** A setting under a wrong name would be ignored in silence, and whoever made it would rely on it. */
const findMisspelledNames = (env: NodeJS.ProcessEnv): string[] =>
  Object.keys(env).flatMap((name) => {
    const meant = findMisspelled(name, variableNames);
    return meant === undefined ? [] : [`${name} is not known; ${meant} is`];
  });

/** Reads the environment; throws a `ConfigError` that names every bad variable at once. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const problems = findMisspelledNames(env);
  const invalid = new Set<string>();
  const values = cleanEnv(withoutEmpty(env), variables, {
    reporter: ({ errors }) => {
      for (const [name, error] of Object.entries(errors)) {
        problems.push(`${name} ${error.message}`);
        invalid.add(name);
      }
    },
  });
  problems.push(...findContradictions(values, invalid));
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
