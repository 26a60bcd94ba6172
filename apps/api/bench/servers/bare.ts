// The limit: Fastify with a response schema and nothing else.
import Fastify from "fastify";

const app = Fastify();
app.get(
  "/hello",
  { schema: { response: { 200: { type: "object", properties: { hello: { type: "string" } } } } } },
  async () => ({ hello: "world" }),
);
const url = await app.listen({ port: 0, host: "127.0.0.1" });
console.log(JSON.stringify({ msg: "listening", url }));
process.on("SIGTERM", () => void app.close());
