// A client of the whole Worker for flow tests: signs in, calls the API, follows events. Everything goes through the Worker's own fetch.
import { exports } from "cloudflare:workers";
import { inject } from "vitest";
import { readFrame } from "../../scripts/lib/strict-wire.ts";
import { pongText } from "../../src/protocol/constants.ts";
import { type LogEvent, terminalTypes, type WireEvent } from "../../src/protocol/events.ts";
import type { App, Message, Version } from "../../src/protocol/resources.ts";
import { fakeProvider, finishApp, turn, unique, writeFile } from "../fakes/client.ts";
import { checkAnswer, checkEvent } from "../fakes/contract.ts";

export const origin = "http://localhost:8787";
export const provider = fakeProvider(inject("fakeProviderUrl"));

export interface Answer<T> {
  status: number;
  body: T;
  headers: Headers;
}

export interface Client {
  /** Headers that say who it is. */
  identity: Record<string, string>;
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** JSON in, JSON out, whatever the status. */
  call<T = Record<string, unknown>>(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer<T>>;
  createApp(prompt: string, more?: Record<string, unknown>): Promise<{ app: App; message: Message; version: Version }>;
  send(appId: string, content: string, mode?: "build" | "ask"): Promise<{ message: Message; version: Version }>;
  subscribe(appId: string, after?: number): Promise<Subscription>;
  /** Waits for the run's terminal event and answers the version as the API shows it then. */
  ended(appId: string, versionId: string): Promise<Version>;
  file(appId: string, ref: string | number, path: string): Promise<string>;
}

export interface Subscription {
  /** Everything received so far, frames flattened. */
  events: WireEvent[];
  /** Resolves with the first event, received or to come, that fits. */
  until(fits: (event: WireEvent) => boolean): Promise<WireEvent>;
  close(): void;
}

export const isLogged = (event: WireEvent): event is LogEvent => "seq" in event;

export async function guest(): Promise<Client> {
  const answer = await exports.default.fetch(
    new Request(`${origin}/api/auth/sign-in/anonymous`, {
      method: "POST",
      headers: { "Content-Type": "application/json", Origin: origin },
      body: "{}",
    }),
  );
  if (!answer.ok) throw new Error(`Guest sign-in answered ${answer.status}: ${await answer.text()}`);
  const cookie = answer.headers
    .getSetCookie()
    .map((line) => line.split(";", 1)[0])
    .join("; ");
  return clientWith({ Cookie: cookie, Origin: origin });
}

export function clientWith(identity: Record<string, string>): Client {
  const client: Client = {
    identity,
    async fetch(path, init = {}) {
      const headers = new Headers(init.headers);
      for (const [name, value] of Object.entries(identity)) if (!headers.has(name)) headers.set(name, value);
      const request = new Request(new URL(path, origin), { ...init, headers });
      const response = await exports.default.fetch(request);
      await checkAnswer(request, init.body, response);
      return response;
    },
    async call<T>(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
      const response = await client.fetch(path, {
        method,
        headers: { ...(body === undefined ? {} : { "Content-Type": "application/json" }), ...headers },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      return { status: response.status, body: (text ? JSON.parse(text) : null) as T, headers: response.headers };
    },
    async createApp(prompt, more = {}) {
      return expectStatus(202, await client.call("POST", "/api/apps", { prompt, ...more }));
    },
    async send(appId, content, mode = "build") {
      return expectStatus(202, await client.call("POST", `/api/apps/${appId}/messages`, { content, mode }));
    },
    async subscribe(appId, after) {
      const path = `/api/apps/${appId}/events${after === undefined ? "" : `?after=${after}`}`;
      const response = await client.fetch(path, { headers: { Upgrade: "websocket" } });
      if (!response.webSocket) throw new Error(`The socket was answered ${response.status}: ${await response.text()}`);
      return follow(response.webSocket);
    },
    async ended(appId, versionId) {
      const subscription = await client.subscribe(appId);
      await subscription.until((event) => isLogged(event) && event.version_id === versionId && terminalTypes.has(event.type));
      subscription.close();
      const { version } = expectStatus<{ version: Version }>(
        200,
        await client.call("GET", `/api/apps/${appId}/versions/${versionId}`),
      );
      return version;
    },
    async file(appId, ref, path) {
      return (await client.fetch(`/api/apps/${appId}/versions/${ref}/files/${path}`)).text();
    },
  };
  return client;
}

function expectStatus<T>(status: number, answer: Answer<unknown>): T {
  if (answer.status !== status) throw new Error(`Expected ${status}, got ${answer.status}: ${JSON.stringify(answer.body)}`);
  return answer.body as T;
}

interface Waiting {
  fits: (event: WireEvent) => boolean;
  resolve: (event: WireEvent) => void;
  reject: (reason: unknown) => void;
}

function follow(socket: WebSocket): Subscription {
  const events: WireEvent[] = [];
  let waiting: Waiting[] = [];
  let failure: unknown = null;
  const take = (event: WireEvent) => {
    checkEvent(event);
    events.push(event);
    waiting = waiting.filter((entry) => {
      if (!entry.fits(event)) return true;
      entry.resolve(event);
      return false;
    });
  };
  socket.addEventListener("message", ({ data }) => {
    if (data === pongText) return;
    try {
      readFrame(String(data)).forEach(take);
    } catch (error) {
      failure ??= error;
      for (const entry of waiting) entry.reject(error);
      // A test that waits for nothing more fails, too.
      throw error;
    }
  });
  socket.accept();
  return {
    events,
    until(fits) {
      if (failure !== null) return Promise.reject(failure);
      const known = events.find(fits);
      if (known) return Promise.resolve(known);
      return new Promise((resolve, reject) => waiting.push({ fits, resolve, reject }));
    },
    close: () => socket.close(1000),
  };
}

/** A small app that loads, for scenarios. */
export const page = (title: string) =>
  `<!doctype html>\n<html lang="en">\n  <head>\n    <meta charset="utf-8" />\n    <title>${title}</title>\n  </head>\n  <body>\n    <h1>${title}</h1>\n  </body>\n</html>\n`;

/** An app at rest: one run has made these files, and is over. */
export async function readyApp(
  client: Client,
  files: Record<string, string> = { "index.html": page("Ready") },
  prompt = unique("ready"),
): Promise<App> {
  const writes = Object.entries(files).map(([path, content]) => writeFile(path, content));
  await provider.scenario(prompt, turn(...writes), turn(finishApp("Done.")));
  const { app, version } = await client.createApp(prompt);
  await client.ended(app.id, version.id);
  return expectStatus<{ app: App }>(200, await client.call("GET", `/api/apps/${app.id}`)).app;
}
