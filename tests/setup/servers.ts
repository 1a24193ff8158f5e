// Servers that files of tests end to end share: each is started when the first file asks for it, and stopped after the last. A test that stops, kills or
// configures a server starts its own.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { TestProject } from "vitest/node";
import { startServer } from "../../scripts/lib/server.ts";
import { startLibraryCdn } from "../fakes/library-cdn.ts";
import { startFakeProvider } from "../fakes/provider.ts";

/** `fake`: its provider is the fake one. `demo`: it has no key, and its demo model writes at once. */
export type ServerKind = "fake" | "demo";

export interface SharedServer {
  url: string;
  port: number;
  /** Of the fake provider, ends in "/v1"; null: there is none. */
  providerUrl: string | null;
  /** Of its CDN for libraries; null: it has none. */
  cdnUrl: string | null;
}

/** A name that the operator gave the servers. Nothing below it leads to them, so that previews under this name live under a path. */
export const namedHost = "edgewright.test";

declare module "vitest" {
  interface ProvidedContext {
    /** Where `sharedServer` asks for one. */
    serversUrl: string;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const started = new Map<ServerKind, Promise<SharedServer>>();
  const stops: (() => Promise<void>)[] = [];

  async function start(kind: ServerKind): Promise<SharedServer> {
    const provider = kind === "fake" ? await startFakeProvider() : null;
    const cdn = kind === "fake" ? await startLibraryCdn() : null;
    for (const other of [provider, cdn]) if (other) stops.push(other.close);
    const variables = { HOSTS: namedHost, LIBRARY_CDN: cdn?.url ?? "", ...variablesOf(provider?.url ?? null) };
    const { url, port, stop } = await startServer({ variables });
    stops.push(stop);
    return { url, port, providerUrl: provider?.url ?? null, cdnUrl: cdn?.url ?? null };
  }

  const desk = createServer((request, response) => {
    const kind: ServerKind = request.url === "/fake" ? "fake" : "demo";
    const server = started.get(kind) ?? start(kind);
    started.set(kind, server);
    server.then(
      (found) => response.end(JSON.stringify(found)),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  await new Promise<void>((resolve) => desk.listen(0, "127.0.0.1", resolve));
  project.provide("serversUrl", `http://127.0.0.1:${(desk.address() as AddressInfo).port}`);
  return async () => {
    desk.close();
    await Promise.allSettled(started.values());
    await Promise.all(stops.map((stop) => stop()));
  };
}

const variablesOf = (providerUrl: string | null): Record<string, string> =>
  providerUrl === null
    ? { DEMO_CHARACTERS_PER_SECOND: "1000000" }
    : { OPENAI_API_KEY: "sk-test-0123456789abcdef", OPENAI_BASE_URL: providerUrl };
