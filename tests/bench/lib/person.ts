// Someone who uses a running bench Worker: signs in, makes an app, follows its frames with the times of their arrival.
import WebSocket from "ws";
import type { RunningServer } from "../../../scripts/lib/server.ts";
import { type ApiClient, createClient, createKey } from "../../../scripts/smoke/client.ts";
import { terminalTypes, type WireEvent } from "../../../src/protocol/events.ts";
import type { App, Version } from "../../../src/protocol/resources.ts";

export interface Person {
  client: ApiClient;
  create(prompt: string): Promise<{ app: App; version: Version }>;
  send(appId: string, content: string): Promise<{ version: Version }>;
  /** Resolves once the first frame has come. Frames are handed on with the monotonic time of their arrival, milliseconds. */
  follow(appId: string, onFrame: (events: WireEvent[], atMs: number, bytes: number) => void): Promise<{ close(): void }>;
}

export async function signIn(server: RunningServer): Promise<Person> {
  const client = createClient(server.url, await createKey(server.url));
  return {
    client,
    create: (prompt) => client.call("POST", "/api/apps", 202, { prompt }),
    send: (appId, content) => client.call("POST", `/api/apps/${appId}/messages`, 202, { content }),
    async follow(appId, onFrame) {
      const address = `${server.url.replace(/^http/, "ws")}/api/apps/${appId}/events`;
      const socket = new WebSocket(address, { headers: { Authorization: `Bearer ${client.key}` } });
      const first = Promise.withResolvers<void>();
      socket.on("message", (data: Buffer) => {
        const atMs = performance.now();
        onFrame(JSON.parse(data.toString()) as WireEvent[], atMs, data.byteLength);
        first.resolve();
      });
      socket.once("error", first.reject);
      await first.promise;
      return { close: () => socket.close(1000) };
    },
  };
}

export const isTerminal = (event: WireEvent, versionId: string) =>
  "seq" in event && event.version_id === versionId && terminalTypes.has(event.type);
