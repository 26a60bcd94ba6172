import cors from "@fastify/cors";
import fp from "fastify-plugin";

/** Answer headers that pages of other origins may read. */
const exposedHeaders = [
  "Content-Range",
  "ETag",
  "Link",
  "Retry-After",
  "RateLimit",
  "Warning",
  "WWW-Authenticate",
  "x-request-id",
];

const preflightMaxAgeSeconds = 600;

/** CORS with credentials for exactly the configured origins. */
export const corsForAdmins = fp<{ adminOrigins: readonly string[] }>(
  async (app, { adminOrigins }) => {
    if (adminOrigins.length === 0) return;
    await app.register(cors, {
      origin: [...adminOrigins],
      credentials: true,
      // Who asks for no method asks nothing of CORS: it is no preflight, and its answer no text.
      strictPreflight: false,
      exposedHeaders,
      methods: ["GET", "POST", "PUT", "PATCH", "DELETE"],
      maxAge: preflightMaxAgeSeconds,
    });
  },
  { name: "cors" },
);
