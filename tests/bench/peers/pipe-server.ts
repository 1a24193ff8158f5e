// The floor of the latency bench: a bare `ws` server that asks the model's server for a stream and pipes its chunks on, one frame each or all that came
// within a window in one. Started as a process of its own: node pipe-server.ts PROVIDER_URL
import type { AddressInfo } from "node:net";
import { type WebSocket, WebSocketServer } from "ws";

const [providerUrl] = process.argv.slice(2);
/** As long as the product's own. */
const windowMs = 50;

async function pipe(socket: WebSocket, prompt: string, coalesces: boolean): Promise<void> {
  const response = await fetch(`${providerUrl}/chat/completions`, {
    method: "POST",
    body: JSON.stringify({ stream: true, messages: [{ role: "user", content: prompt }] }),
  });
  const waiting: string[] = [];
  const flush = () => socket.send(`[${waiting.splice(0).join(",")}]`);
  let text = "";
  const decoder = new TextDecoder();
  for await (const bytes of response.body ?? []) {
    text += decoder.decode(bytes, { stream: true });
    const lines = text.split("\n\n");
    text = lines.pop() ?? "";
    for (const line of lines) {
      const data = line.slice("data: ".length);
      if (data === "[DONE]") continue;
      waiting.push(data);
      if (!coalesces) flush();
      else if (waiting.length === 1) setTimeout(flush, windowMs);
    }
  }
  setTimeout(() => socket.close(1000), windowMs * 2);
}

const server = new WebSocketServer({ port: 0, host: "127.0.0.1" });
server.on("connection", (socket, request) => {
  const url = new URL(request.url ?? "/", "http://bench.invalid");
  void pipe(socket, url.searchParams.get("prompt") ?? "", url.searchParams.has("coalesce"));
});
server.on("listening", () => process.send?.({ port: (server.address() as AddressInfo).port }));
