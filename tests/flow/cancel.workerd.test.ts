// Stopping a run for real: at any moment of it, and in every state that it can be in. The request upstream ends, one terminal event is told, the files
// stay those of the last completed version, and nothing is asked for it any more.
import { describe, expect, test } from "vitest";
import { terminalTypes, type WireEvent } from "../../src/protocol/events.ts";
import type { Version } from "../../src/protocol/resources.ts";
import { finishApp, gate, listFiles, rateLimited, say, stall, think, turn, unique, writeFile } from "../fakes/client.ts";
import type { Turn } from "../fakes/scenario.ts";
import { fewOf } from "../setup/full.ts";
import { type Client, guest, isLogged, page, provider, readyApp } from "./support.ts";

/** Apps at a time. */
const together = 8;

const done = turn(finishApp("Done."));
const cancelPath = (appId: string, versionId: string) => `/api/apps/${appId}/versions/${versionId}/cancel`;

async function appWith(client: Client, ...turns: Turn[]) {
  const app = await readyApp(client, { "index.html": page("Before") });
  const content = unique("change");
  await provider.scenario(content, ...turns);
  return { appId: app.id, content };
}

const ofRun = (events: WireEvent[], runId: string) => events.filter(isLogged).filter((event) => event.version_id === runId);

/** What must be true of a run that a person tried to stop, whichever came first. */
async function settled(client: Client, appId: string, content: string, sent: { version: Version }, status: number) {
  // Another run of the app: the queue flows, and had the stopped one still something to ask it would have asked it by now.
  const next = unique("next");
  await provider.scenario(next, turn(writeFile("next.css", "n {}\n")), done);
  const { version } = await client.send(appId, next);
  await client.ended(appId, version.id);
  const { length } = await provider.requests(content);
  const requests = await provider.requests(content, { count: length, ended: true });

  const viewer = await client.subscribe(appId);
  await viewer.until((event) => event.type === "version.completed" && event.version_id === version.id);
  viewer.close();
  const told = ofRun(viewer.events, sent.version.id);
  const terminal = told.filter((event) => terminalTypes.has(event.type));
  const log = viewer.events.filter(isLogged);
  expect(log.map((event) => event.seq)).toEqual(log.map((_, index) => index + 1));
  expect(terminal).toHaveLength(1);
  expect(told.at(-1)).toBe(terminal[0]);
  const ended = (await client.call<{ version: Version }>("GET", `/api/apps/${appId}/versions/${sent.version.id}`)).body.version;
  expect(terminal[0]?.type).toBe(`version.${ended.status}`);
  const html = await client.file(appId, "latest", "index.html");
  if (status === 202) {
    expect(ended).toMatchObject({ status: "cancelled", number: null });
    expect(html).toBe(page("Before"));
  } else {
    expect(status).toBe(200);
    expect(ended).toMatchObject({ status: "completed", number: 2 });
    expect(html).toBe(page("After"));
  }
  return requests;
}

describe("a cancel", () => {
  /** Three rounds with thoughts, prose, files and tools. */
  const eventful = (): Turn[] => [
    turn(think("Thinking about it."), say("First the looks."), writeFile("a.css", "a {}\n"), listFiles()),
    turn(say("Now the page."), writeFile("index.html", page("After"))),
    turn(finishApp("Changed.")),
  ];

  test("at every event of a run stops it there, or finds it over", async () => {
    const client = await guest();
    const whole = await appWith(client, ...eventful());
    const sent = await client.send(whole.appId, whole.content);
    const viewer = await client.subscribe(whole.appId);
    await viewer.until((event) => event.type === "version.completed" && event.version_id === sent.version.id);
    viewer.close();
    const { length } = ofRun(viewer.events, sent.version.id);
    expect(length).toBeGreaterThan(20);

    const cancelAt = async (index: number) => {
      const { appId, content } = await appWith(client, ...eventful());
      const watching = await client.subscribe(appId);
      const run = await client.send(appId, content);
      let seen = 0;
      // How many deltas there are is a matter of time: the last event is the end, however many came before.
      const isThere = (event: WireEvent) => terminalTypes.has(event.type) || (++seen > index && index < length - 1);
      await watching.until((event) => isLogged(event) && event.version_id === run.version.id && isThere(event));
      const { status } = await client.call("POST", cancelPath(appId, run.version.id));
      watching.close();
      const requests = await settled(client, appId, content, run, status);
      expect(requests.length).toBeLessThanOrEqual(3);
      return status;
    };
    const indexes = fewOf(
      Array.from({ length }, (_, index) => index),
      together,
    );
    const statuses: number[] = [];
    for (let from = 0; from < indexes.length; from += together) {
      statuses.push(...(await Promise.all(indexes.slice(from, from + together).map(cancelAt))));
    }
    expect(statuses[0]).toBe(202);
    expect(statuses.at(-1)).toBe(200);
  }, 120_000);

  const states: { state: string; turns: Turn[]; until: (event: WireEvent) => boolean; requests: number; aborted: number }[] = [
    {
      state: "while the provider is silent before its first byte",
      turns: [turn(stall())],
      until: (event) => event.type === "version.started",
      requests: 1,
      aborted: 1,
    },
    {
      state: "while the provider is silent in the middle of an answer",
      turns: [turn(say("It begins"), stall())],
      until: (event) => event.type === "text.delta",
      requests: 1,
      aborted: 1,
    },
    {
      state: "while a wait that the provider asked for is slept through",
      turns: [rateLimited(15), done],
      until: (event) => event.type === "round.reset",
      requests: 1,
      aborted: 0,
    },
    {
      state: "while the run waits in the line for a time that the provider asked for",
      // Both providers: the stand-in is asked when the first one wants to be left alone for so long.
      turns: [rateLimited(300), rateLimited(300), done],
      until: (event) => event.type === "notice" && event.code === "waiting",
      requests: 2,
      aborted: 0,
    },
  ];
  test.each(states)("$state ends it at once", async ({ turns, until, requests, aborted }) => {
    const client = await guest();
    const { appId, content } = await appWith(client, ...turns);
    const viewer = await client.subscribe(appId);
    const sent = await client.send(appId, content);
    await viewer.until((event) => isLogged(event) && event.version_id === sent.version.id && until(event));
    await provider.requests(content, { count: requests });
    const cancelled = await client.call<{ version: Version }>("POST", cancelPath(appId, sent.version.id));
    expect(cancelled).toMatchObject({ status: 202, body: { version: { status: "cancelled" } } });
    viewer.close();
    const seen = await settled(client, appId, content, sent, cancelled.status);
    expect(seen.map((request) => request.aborted).filter(Boolean)).toHaveLength(aborted);
    expect(seen).toHaveLength(requests);
    expect((await client.call("POST", cancelPath(appId, sent.version.id))).status).toBe(200);
  });

  test("of a run that waits behind another ends it before it starts", async () => {
    const client = await guest();
    const hold = unique("hold");
    const { appId, content } = await appWith(client, turn(gate(hold), writeFile("index.html", page("Busy"))), done);
    const working = await client.send(appId, content);
    await provider.reached(hold);
    const unwanted = unique("unwanted");
    const waiting = await client.send(appId, unwanted);
    expect((await client.call("POST", cancelPath(appId, waiting.version.id))).status).toBe(202);
    await provider.release(hold);
    expect(await client.ended(appId, working.version.id)).toMatchObject({ status: "completed", number: 2 });
    expect(await provider.requests(unwanted)).toHaveLength(0);
  });
});
