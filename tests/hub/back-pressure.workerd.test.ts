// Readers of an app's server-sent events that are slower than what is told: they fill nobody's memory, and come back by the last id without a gap.
import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import { readServerSentEvents } from "../../scripts/lib/server-sent-events.ts";
import { readServerSentEvent } from "../../scripts/lib/strict-wire.ts";
import { maxUnconfirmedCharacters } from "../../src/hub/core/limits.ts";
import { openEventLog } from "../../src/hub/log.ts";
import { openSockets } from "../../src/hub/sockets.ts";
import type { LogEvent, WireEvent } from "../../src/protocol/events.ts";
import { finishApp, turn, unique, writeFile } from "../fakes/client.ts";
import { type Client, guest, isLogged, page, provider } from "../flow/support.ts";

/** Of each event: below what a runner splits. */
const characters = 90_000;
/** More than is held back for one reader, by far. */
const count = Math.ceil((1.6 * maxUnconfirmedCharacters) / characters);

const hubOf = (appId: string) => env.APP_HUB.getByName(appId);
const inHub = <T>(appId: string, work: (state: DurableObjectState) => T): Promise<T> =>
  runInDurableObject(hubOf(appId), (_hub, state) => work(state));

async function restingApp(client: Client): Promise<{ appId: string; lastSeq: number }> {
  const prompt = unique("resting");
  await provider.scenario(prompt, turn(writeFile("index.html", page("Rest"))), turn(finishApp("Done.")));
  const { app } = await client.createApp(prompt);
  const viewer = await client.subscribe(app.id);
  await viewer.until((event) => event.type === "app.updated" && event.app.current_version === 1);
  viewer.close();
  return { appId: app.id, lastSeq: viewer.events.filter(isLogged).at(-1)?.seq ?? 0 };
}

/** Large events that follow what there is. */
const eventsAfter = (lastSeq: number): LogEvent[] =>
  Array.from({ length: count }, (_, index) => ({
    ...{ seq: lastSeq + 1 + index, at: "2026-11-28T00:00:00.000Z", version_id: "run" },
    ...{ type: "text.delta" as const, round: 1, block_id: "1.0", text: "z".repeat(characters) },
  }));

async function listen(client: Client, appId: string, after: number): Promise<ReadableStream<Uint8Array>> {
  const headers = { Accept: "text/event-stream", "Last-Event-ID": String(after) };
  const { body } = await client.fetch(`/api/apps/${appId}/events`, { headers });
  if (!body) throw new Error("No stream.");
  return body;
}

async function* eventsOf(body: ReadableStream<Uint8Array>): AsyncGenerator<WireEvent> {
  for await (const sent of readServerSentEvents(body)) yield readServerSentEvent(sent);
}

/** Resolves when the hub's last viewer is gone. */
async function allGone(appId: string): Promise<void> {
  while ((await inHub(appId, (state) => state.getWebSockets().length)) > 0);
}

test("one that reads nothing while too much is replayed is let go, and gets all of it in turns, nothing missing and nothing twice", async () => {
  const client = await guest();
  const { appId, lastSeq } = await restingApp(client);
  const events = eventsAfter(lastSeq);
  await inHub(appId, ({ storage: { sql } }) => {
    const log = openEventLog(sql);
    for (const event of events) log.append([event], Date.now());
    sql.exec("UPDATE meta SET value = ? WHERE key = 'last_seq'", String(events.at(-1)?.seq));
  });
  await evictDurableObject(hubOf(appId));

  const received: number[] = [];
  let turns = 0;
  while (received.at(-1) !== events.at(-1)?.seq) {
    turns += 1;
    const body = await listen(client, appId, received.at(-1) ?? lastSeq);
    // The first turn is not read before it was let go.
    if (turns === 1) await allGone(appId);
    for await (const event of eventsOf(body)) {
      if (!isLogged(event)) continue;
      received.push(event.seq);
      if (event.seq === events.at(-1)?.seq) break;
    }
  }
  expect(received).toEqual(events.map(({ seq }) => seq));
  expect(turns).toBeGreaterThan(1);
});

test("one that reads is told everything that is broadcast, however much it is, and one beside it that reads nothing is let go", async () => {
  const client = await guest();
  const { appId, lastSeq } = await restingApp(client);
  const [reading, deaf] = [await listen(client, appId, lastSeq), await listen(client, appId, lastSeq)];
  const told = eventsOf(reading);
  expect((await told.next()).value).toMatchObject({ type: "hello" });
  // Sends to the hub's own sockets, as the hub does, and counts what they confirm.
  const sockets = await inHub(appId, openSockets);
  for (const event of eventsAfter(lastSeq)) {
    await inHub(appId, () => sockets.broadcast(JSON.stringify([event])));
    expect((await told.next()).value).toMatchObject({ seq: event.seq });
  }
  expect(await inHub(appId, (state) => state.getWebSockets().length)).toBe(1);
  await told.return(undefined);
  await deaf.cancel();
});
