// The real server, with one route more: guarded, and answered from the access token's claims alone.
import { Type } from "typebox";
import { buildApp } from "../../src/app.ts";
import { readConfig } from "../../src/config.ts";
import { requireAccess } from "../../src/plugins/access-token.ts";

const app = await buildApp(readConfig(process.env));
app.get(
  "/api/bench/claims",
  { schema: { response: { 200: Type.Object({ userId: Type.String(), role: Type.String() }) } } },
  async (request) => {
    const { userId, role } = requireAccess(request);
    return { userId, role };
  },
);
const url = await app.listen({ port: 0, host: "127.0.0.1" });
console.log(JSON.stringify({ msg: "listening", url }));
process.on("SIGTERM", () => void app.close().then(() => process.exit(0)));
