/** What all processes on one database are told alike; without leeway every refresh rotates. */
export const processEnvironment = (databaseUrl: string): Record<string, string> => ({
  DATABASE_URL: databaseUrl,
  PUBLIC_URL: "http://localhost:3000",
  REFRESH_KEY: Buffer.alloc(32, 7).toString("base64"),
  REFRESH_LEEWAY: "0",
  REGISTRATION: "open",
  RATE_LIMITS: "off",
  LOG_LEVEL: "info",
});
