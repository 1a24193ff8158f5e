// Viewers through everything that happens to connections and objects: same history for all, nothing missing, nothing twice. And their limits.
import { abortAllDurableObjects, evictDurableObject, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, test } from "vitest";
import { maxSubscribers, maxUnconfirmedCharacters } from "../../src/hub/core/limits.ts";
import { openEventLog } from "../../src/hub/log.ts";
import { openSockets } from "../../src/hub/sockets.ts";
import { closeCodes } from "../../src/protocol/constants.ts";
import { type LogEvent, terminalTypes, type WireEvent } from "../../src/protocol/events.ts";
import { callWithGate, finishApp, listFiles, say, turn, turnWith, unique, writeFile } from "../fakes/client.ts";
import { createRandom } from "../fakes/random.ts";
import { type Client, guest, isLogged, page, provider, type Subscription } from "../flow/support.ts";

const done = turn(finishApp("Done."));
const hubOf = (appId: string) => env.APP_HUB.getByName(appId);
const isOver = (events: WireEvent[]) =>
  events.some((event) => event.type === "app.updated" && event.app.current_version !== null);

/** The log as it is when all is over. */
async function wholeLog(client: Client, appId: string): Promise<LogEvent[]> {
  const viewer = await client.subscribe(appId);
  await viewer.until((event) => isOver([event]));
  viewer.close();
  return viewer.events.filter(isLogged);
}

/** A client that takes a few events, loses its connection, and comes back by `seq`, until `drops` are used up and the app is made. */
async function dropping(
  client: Client,
  appId: string,
  drops: number,
  random: () => number,
): Promise<{ log: LogEvent[]; drops: number }> {
  const log: LogEvent[] = [];
  let used = 0;
  for (;;) {
    const viewer: Subscription = await client.subscribe(appId, log.at(-1)?.seq ?? 0);
    let room = used < drops ? 1 + Math.floor(random() * 3) : Number.POSITIVE_INFINITY;
    await viewer.until((event) => isOver([event]) || (isLogged(event) && --room <= 0));
    viewer.close();
    log.push(...viewer.events.filter(isLogged));
    if (isOver(log) && used >= drops) return { log, drops: used };
    used += 1;
    // Over before all drops are used: what is there is dropped and taken again.
    if (isOver(log)) log.length = 0;
  }
}

test("200 dropped connections over three clients: all three hold the same log as one that never lost it", async () => {
  const client = await guest();
  const prompt = unique("dropped");
  const rounds = Array.from({ length: 8 }, (_, index) =>
    turnWith(
      { pieceDelayMs: 10 },
      say(`Round ${index}, with something to say for a while.`),
      writeFile(`f${index}.css`, `.f${index} { color: red }\n`),
      listFiles(),
    ),
  );
  await provider.scenario(prompt, ...rounds, turn(writeFile("index.html", page("Dropped"))), done);
  const { app } = await client.createApp(prompt);
  const steady = await client.subscribe(app.id);
  const droppers = await Promise.all([1, 2, 3].map((seed) => dropping(client, app.id, 67, createRandom(seed))));
  await steady.until((event) => isOver([event]));
  steady.close();
  const log = steady.events.filter(isLogged);
  expect(log.map((event) => event.seq)).toEqual(log.map((_, index) => index + 1));
  expect(droppers.reduce((sum, { drops }) => sum + drops, 0)).toBeGreaterThanOrEqual(200);
  for (const dropper of droppers) expect(dropper.log).toEqual(log);
});

describe("an object that is gone", () => {
  test.each([1, 4, 9, 15])(
    "in the middle of a broadcast, after %i events: the run goes on, and who comes back by seq misses nothing",
    async (count) => {
      const client = await guest();
      const [prompt, hold] = [unique("aborted"), unique("hold")];
      await provider.scenario(
        prompt,
        turn(say("One."), writeFile("a.css", "a {}\n"), listFiles()),
        turn(say("Two, which is cut off"), ...callWithGate(0, writeFile("index.html", page("Lost")), hold)),
        turn(say("Two again."), writeFile("index.html", page("Kept"))),
        done,
        done,
      );
      const { app, version } = await client.createApp(prompt);
      const before = await client.subscribe(app.id);
      let room = count;
      await before.until((event) => isLogged(event) && --room <= 0);
      if (count > 8) await provider.reached(hold);
      await abortAllDurableObjects();
      const held = before.events.filter(isLogged);
      await provider.release(hold);
      const after = await client.subscribe(app.id, held.at(-1)?.seq);
      await after.until((event) => isOver([event]));
      after.close();
      const log = await wholeLog(client, app.id);
      expect([...held, ...after.events.filter(isLogged)]).toEqual(log);
      expect(log.map((event) => event.seq)).toEqual(log.map((_, index) => index + 1));
      expect(log.filter((event) => terminalTypes.has(event.type))).toHaveLength(1);
      expect(await client.ended(app.id, version.id)).toMatchObject({ status: "completed", number: 1 });
    },
  );

  test("between two runs sleeps with its sockets open: the next run is told to who was there before", async () => {
    const client = await guest();
    const [prompt, change] = [unique("first"), unique("second")];
    await provider.scenario(prompt, turn(writeFile("index.html", page("First"))), done);
    await provider.scenario(change, turn(writeFile("index.html", page("Second"))), done);
    const { app } = await client.createApp(prompt);
    const viewer = await client.subscribe(app.id);
    await viewer.until((event) => isOver([event]));
    await evictDurableObject(hubOf(app.id));
    await client.send(app.id, change);
    await viewer.until((event) => event.type === "preview.ready" && event.version === 2);
    await viewer.until((event) => event.type === "app.updated" && event.app.current_version === 2);
    viewer.close();
    const log = viewer.events.filter(isLogged);
    expect(log.map((event) => event.seq)).toEqual(log.map((_, index) => index + 1));
  });
});

describe("a viewer", () => {
  const closed = (socket: WebSocket) =>
    new Promise<number>((resolve) => socket.addEventListener("close", ({ code }) => resolve(code)));

  async function socketOf(client: Client, appId: string): Promise<WebSocket> {
    const { webSocket } = await client.fetch(`/api/apps/${appId}/events`, { headers: { Upgrade: "websocket" } });
    if (!webSocket) throw new Error("No socket.");
    webSocket.accept();
    return webSocket;
  }

  async function restingApp(client: Client): Promise<string> {
    const prompt = unique("resting");
    await provider.scenario(prompt, turn(writeFile("index.html", page("Rest"))), done);
    const { app, version } = await client.createApp(prompt);
    await client.ended(app.id, version.id);
    return app.id;
  }

  test("that writes anything but ping is let go, however much it writes", async () => {
    const client = await guest();
    const appId = await restingApp(client);
    for (const message of ["{}", "ping ", "x".repeat(1_000_000)]) {
      const socket = await socketOf(client, appId);
      const end = closed(socket);
      socket.send(message);
      expect(await end).toBe(closeCodes.viewersCannotWrite);
    }
    const polite = await socketOf(client, appId);
    const pong = new Promise((resolve) => polite.addEventListener("message", ({ data }) => data === "pong" && resolve(data)));
    polite.send("ping");
    expect(await pong).toBe("pong");
    polite.close();
  });

  test("that takes nothing is let go before what waits for it fills the object, and one that pings is not", async () => {
    await runInDurableObject(hubOf(unique("hub")), async (_hub, state) => {
      const sockets = openSockets(state);
      const log = openEventLog(state.storage.sql);
      const hello = { appId: "a", lastSeq: 0, floor: 0, running: null, after: null };
      const { webSocket } = sockets.accept(log, hello);
      if (!webSocket) throw new Error("No socket.");
      webSocket.accept();
      const end = closed(webSocket);
      const frame = "z".repeat(1_000_000);
      const frames = maxUnconfirmedCharacters / frame.length;
      for (let sent = 0; sent < frames; sent += 1) sockets.broadcast(frame);
      // It says that it keeps up: the count begins anew.
      const pong = new Promise((resolve) =>
        webSocket.addEventListener("message", ({ data }) => data === "pong" && resolve(data)),
      );
      webSocket.send("ping");
      await pong;
      for (let sent = 0; sent < frames; sent += 1) sockets.broadcast(frame);
      expect(state.getWebSockets()).toHaveLength(1);
      sockets.broadcast(frame);
      expect(await end).toBe(closeCodes.tooSlow);
    });
  });

  test("is one of so many, and the next is told why it is not let in", async () => {
    const client = await guest();
    const appId = await restingApp(client);
    const open = await Promise.all(
      Array.from({ length: maxSubscribers }, () =>
        hubOf(appId).fetch("https://hub/events", { headers: { Upgrade: "websocket" } }),
      ),
    );
    expect(open.every(({ status }) => status === 101)).toBe(true);
    const refused = await client.call("GET", `/api/apps/${appId}/events`, undefined, { Upgrade: "websocket" });
    expect(refused).toMatchObject({ status: 429, body: { error: { code: "too_many_viewers" } } });
    for (const { webSocket } of open) {
      webSocket?.accept();
      webSocket?.close();
    }
  });
});
