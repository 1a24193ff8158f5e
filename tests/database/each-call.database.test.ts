// D1 fails at every call that a run makes, one after the other, before the call took effect and after: the run ends the same.
import { describe, expect, test } from "vitest";
import { appIdFor } from "../../src/domain/idempotency.ts";
import { terminalTypes } from "../../src/protocol/events.ts";
import type { App, Message, Version } from "../../src/protocol/resources.ts";
import { editFile, finishApp, say, turn, unique, writeFile } from "../fakes/client.ts";
import { callsOf, type FaultPlan, planFault } from "../fakes/faulty-database.ts";
import { type Client, guest, isLogged, page, provider } from "../flow/support.ts";
import { fewOf } from "../setup/full.ts";

const transient = "D1_ERROR: Network connection lost.";
const unknown = "D1_ERROR: something that nobody has documented";

/** Histories at a time: those that wait for an alarm cost nothing but time. */
const together = 24;

/** Rows of the message, what the run begins with, its start, contents of files, and the commit. */
const callsOfRun = 5;

/** A person's change of the app: the hub writes it, and reads the app for the answer. */
const callsOfRenaming = 2;

/** An app made, changed and renamed: all calls are counted from the first on. */
async function play(client: Client, userId: string, plan: FaultPlan) {
  const [prompt, change] = [unique("made"), unique("changed")];
  const make = [turn(say("Made."), writeFile("index.html", page("One")), writeFile("a.css", "a {}\n")), turn(finishApp("Done."))];
  await provider.scenario(prompt, ...make);
  await provider.scenario(
    change,
    turn(say("Changed."), editFile("index.html", { search: "<h1>One", replace: "<h1>Two" })),
    turn(finishApp("Done.")),
  );
  const appId = await appIdFor(userId, prompt);
  planFault(appId, plan);

  /** As a client does that is told that its request is kept: the same again, with the same key. */
  const send = async (path: string, body: unknown, key: string): Promise<{ version: Version }> => {
    for (;;) {
      const answer = await client.call<{ version: Version }>("POST", path, body, { "Idempotency-Key": key });
      if (answer.status === 202) return answer.body;
      expect(answer).toMatchObject({ status: 503, body: { error: { code: "unavailable" } } });
    }
  };
  const first = await send("/api/apps", { prompt }, prompt);
  const made = await client.ended(appId, first.version.id);
  const second = await send(`/api/apps/${appId}/messages`, { content: change }, change);
  const changed = await client.ended(appId, second.version.id);
  await rename(client, appId, "Mine");

  const viewer = await client.subscribe(appId);
  await viewer.until((event) => event.type === "app.updated" && event.app.name === "Mine");
  viewer.close();
  const log = viewer.events.filter(isLogged);
  const { app } = (await client.call<{ app: App }>("GET", `/api/apps/${appId}`)).body;
  const { versions } = (await client.call<{ versions: Version[] }>("GET", `/api/apps/${appId}/versions`)).body;
  const { messages } = (await client.call<{ messages: Message[] }>("GET", `/api/apps/${appId}/messages`)).body;
  return {
    calls: callsOf(appId),
    numbers: [made.number, changed.number],
    statuses: versions.map(({ status }) => status),
    app: { name: app.name, status: app.status, current_version: app.current_version },
    messages: messages.map(({ role, content, status }) => [role, content.replace(/ \(.*/, ""), status]),
    files: [
      await client.file(appId, 2, "index.html"),
      await client.file(appId, 1, "index.html"),
      await client.file(appId, 2, "a.css"),
    ],
    terminal: log.filter((event) => terminalTypes.has(event.type)).map((event) => event.type),
    gapless: log.every((event, index) => event.seq === index + 1),
    rounds: [made.metadata.rounds, changed.metadata.rounds],
    requests: [(await provider.requests(prompt)).length, (await provider.requests(change)).length],
  };
}

/** As a person does who is told that it did not work: the same again. */
async function rename(client: Client, appId: string, name: string): Promise<void> {
  for (;;) {
    const { status } = await client.call("PATCH", `/api/apps/${appId}`, { name });
    if (status === 200) return;
    expect([500, 503]).toContain(status);
  }
}

async function signedIn() {
  const client = await guest();
  const { body } = await client.call<{ user: { id: string } }>("GET", "/api/auth/get-session");
  return { client, userId: body.user.id };
}

describe("a run whose database fails at", () => {
  test("any one call, in a documented way or another, before or after it took effect, ends as if it had not", async () => {
    const { client, userId } = await signedIn();
    const whole = await play(client, userId, { at: 0, when: "before", message: "" });
    expect(whole).toMatchObject({
      numbers: [1, 2],
      statuses: ["completed", "completed"],
      app: { name: "Mine", status: "ready", current_version: 2 },
      files: [page("One").replace("<h1>One", "<h1>Two"), page("One"), "a {}\n"],
      terminal: ["version.completed", "version.completed"],
      gapless: true,
      requests: [2, 2],
    });
    expect(whole.calls).toBe(2 * callsOfRun + callsOfRenaming);

    const all = Array.from({ length: whole.calls }, (_, index) => index + 1).flatMap((at) =>
      [transient, unknown].flatMap((message) => (["before", "after"] as const).map((when) => ({ at, when, message }))),
    );
    // Steps of three: each call, and each way of failing by turns.
    const plans = fewOf(all, 1 + Math.ceil(all.length / 3));
    for (let from = 0; from < plans.length; from += together) {
      const some = plans.slice(from, from + together);
      const ends = await Promise.all(some.map((plan) => play(client, userId, plan)));
      for (const [index, { calls, ...end }] of ends.entries()) {
        const { calls: _, ...expected } = whole;
        expect({ plan: some[index], end }).toEqual({ plan: some[index], end: expected });
        // The fault was met: nothing passes for not having been tried.
        expect(calls).toBeGreaterThanOrEqual(some[index]?.at ?? 0);
      }
    }
  }, 240_000);
});
