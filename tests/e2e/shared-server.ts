// A server that is shared with other files, as this file's tests ask for it.
import { inject } from "vitest";
import type { ServerKind, SharedServer } from "../setup/servers.ts";

export type SharedFake = SharedServer & { providerUrl: string; cdnUrl: string };

export async function sharedServer(kind: "fake"): Promise<SharedFake>;
export async function sharedServer(kind: "demo"): Promise<SharedServer>;
export async function sharedServer(kind: ServerKind): Promise<SharedServer> {
  const answer = await fetch(`${inject("serversUrl")}/${kind}`);
  if (!answer.ok) throw new Error(`The ${kind} server did not start: ${await answer.text()}`);
  return (await answer.json()) as SharedServer;
}
