import { connect } from "node:net";
import { text } from "node:stream/consumers";

/** Sends bytes as they are, and reads all that comes back until the other side closes. */
export async function sendRaw(
  port: number,
  bytes: string | Buffer,
): Promise<{ status: number; head: string; body: string }> {
  const socket = connect(port, "127.0.0.1");
  // A server that refuses early may close while we still send.
  socket.on("error", () => undefined);
  socket.write(bytes);
  const answer = await text(socket).catch(() => "");
  const [head = "", body = ""] = answer.split("\r\n\r\n");
  return { status: Number(head.split(" ")[1]), head, body };
}
