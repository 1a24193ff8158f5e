// What the checks share: callers, the apps they create, and the clean-up that deletes everything.
import type { App, Message, Version } from "../../src/protocol/resources.ts";
import { type Answer, type Caller, createCaller } from "./caller.ts";
import { must, skip } from "./check.ts";
import { endOf, type Followed, followSocket } from "./follow.ts";
import { send } from "./send.ts";

/** What any model can build, including the built-in one. */
export const prompts = {
  create: "a pomodoro timer with a task list",
  change: "add dark mode",
  question: "What does this app do?",
} as const;

export interface Started {
  message: Message;
  version: Version;
}

export interface Created extends Started {
  app: App;
}

/** An idle app whose creation was watched from its first event. */
export interface Ready {
  app: App;
  /** Version 1, as in its terminal event. */
  version: Version;
  watched: Followed;
}

export interface World {
  url: string;
  /** The caller for most checks, with an API key. */
  caller: Caller;
  /** Longest that a run may take, milliseconds. */
  runMs: number;
  /** Somebody else, with a cookie. The same name gives the same person again. */
  guest(name: string): Promise<Caller>;
  keyOf(guest: Caller): Promise<{ id: string; key: string }>;
  /** The app that checks share, and leave idle. */
  ready(): Promise<Ready>;
  /** Creates an app for one check alone. */
  create(caller: Caller, body: Record<string, unknown>, headers?: Record<string, string>): Promise<Answer<Created>>;
  send(appId: string, content: string, mode: "build" | "ask"): Promise<Started>;
  /** Waits for the end of a run and returns the version as it is then. */
  ended(appId: string, versionId: string): Promise<Version>;
  newest(appId: string): Promise<Version & { number: number }>;
  cleanUp(): Promise<string[]>;
}

export interface WorldOptions {
  url: string;
  /** Without it a guest's. */
  key: string | null;
  runMs: number;
}

export async function openWorld({ url, key, runMs }: WorldOptions): Promise<World> {
  const guests = new Map<string, Promise<Caller>>();
  const apps: { caller: Caller; id: string }[] = [];
  const watched: Followed[] = [];
  let ready: Promise<Ready> | null = null;

  const guest = (name: string) => {
    const known = guests.get(name) ?? signIn(url);
    guests.set(name, known);
    return known;
  };
  const keyOf = async (owner: Caller) => {
    const { body } = await owner.expect<{ id: string; key: string }>(200, "POST", "/api/auth/api-key/create", {
      name: "conformance",
    });
    return body;
  };
  const caller = createCaller(url, { Authorization: `Bearer ${key ?? (await keyOf(await guest("self"))).key}` });
  const { status } = await caller.ask("GET", "/api/account");
  if (status !== 200) throw new Error(`The key is not taken: GET /api/account was answered ${status}.`);

  const world: World = {
    url,
    caller,
    runMs,
    guest,
    keyOf,
    ready: () => {
      ready ??= makeReady();
      return ready;
    },
    async create(owner, body, headers) {
      const answer = await owner.ask<Created>("POST", "/api/apps", body, headers);
      if (answer.status < 300) apps.push({ caller: owner, id: answer.body.app.id });
      return answer;
    },
    async send(appId, content, mode) {
      return (await caller.expect<Started>(202, "POST", `/api/apps/${appId}/messages`, { content, mode })).body;
    },
    async ended(appId, versionId) {
      const follower = followSocket(caller, appId);
      try {
        await follower.until(endOf(versionId), `The end of run ${versionId}`, runMs);
      } finally {
        follower.close();
      }
      return (await caller.expect<{ version: Version }>(200, "GET", `/api/apps/${appId}/versions/${versionId}`)).body.version;
    },
    async newest(appId) {
      const { body } = await caller.expect<{ version: Version }>(200, "GET", `/api/apps/${appId}/versions/latest`);
      const { number } = body.version;
      must(number !== null, "The latest version has no number");
      return { ...body.version, number };
    },
    async cleanUp() {
      for (const { close } of watched) close();
      const left: string[] = [];
      for (const { caller: owner, id } of apps) {
        const { status } = await owner.ask("DELETE", `/api/apps/${id}`);
        if (![204, 401, 404].includes(status)) left.push(`the app ${id} (${status})`);
      }
      for (const [name, signedIn] of guests) {
        const { status } = await (await signedIn).ask("DELETE", "/api/account");
        if (status !== 204 && status !== 401) left.push(`the guest "${name}" (${status})`);
      }
      return left;
    },
  };

  async function makeReady(): Promise<Ready> {
    const { status, body } = await world.create(caller, { prompt: prompts.create });
    must(status === 202, `POST /api/apps was answered ${status}`);
    const follower = followSocket(caller, body.app.id, 0);
    watched.push(follower);
    const end = await follower.until(endOf(body.version.id), "The end of the first run", runMs);
    if (end.type === "version.failed") skip(`the first app could not be made: ${end.code}: ${end.message}`);
    if (end.type !== "version.completed" || end.version.number === null) skip("the first app has no version with files");
    // A run's last event is about its app.
    await follower.until((event) => event.type === "app.updated" && event.seq > end.seq, "app.updated after the run");
    return { app: body.app, version: end.version, watched: follower };
  }

  return world;
}

async function signIn(url: string): Promise<Caller> {
  const { origin } = new URL(url);
  const answer = await send(`${url}/api/auth/sign-in/anonymous`, {
    method: "POST",
    headers: { "Content-Type": "application/json", Origin: origin },
    body: "{}",
  });
  if (answer.status !== 200) skip(`a guest cannot sign in (${answer.status})`);
  const cookies = answer.headers.getSetCookie().map((line) => line.split(";", 1)[0]);
  return createCaller(url, { Cookie: cookies.join("; "), Origin: origin });
}
