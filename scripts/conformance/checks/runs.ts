// Runs: questions, order, waiting messages, cancel and retry. Each run started here is stopped as soon as it has shown what it should.
import { terminalTypes } from "../../../src/protocol/events.ts";
import { isUnfinished, type Message, type Version, type VersionFile } from "../../../src/protocol/resources.ts";
import type { Answer } from "../caller.ts";
import { type Check, must, mustEqual, skip } from "../check.ts";
import { endOf, followSocket, whole } from "../follow.ts";
import { prompts, type Started, type World } from "../world.ts";

const cancel = ({ caller }: World, appId: string, versionId: string) =>
  caller.ask<{ version: Version }>("POST", `/api/apps/${appId}/versions/${versionId}/cancel`);

const filesOf = async ({ caller }: World, appId: string) =>
  (await caller.expect<{ files: VersionFile[] }>(200, "GET", `/api/apps/${appId}/versions/latest/files`)).body.files;

/** Starts a run and stops it. Skips if it ended before it could be stopped: some models are that fast. */
async function stopped(world: World, appId: string): Promise<Version> {
  const { version } = await world.send(appId, prompts.change, "build");
  const { status, body } = await cancel(world, appId, version.id);
  if (status === 200) skip("the run was over before it could be stopped");
  mustEqual("The status of a cancel", status, 202);
  mustEqual("The version that it answers", body.version.id, version.id);
  return world.ended(appId, version.id);
}

export const runs: readonly Check[] = [
  {
    name: "runs.ask",
    promise: "a question is answered in prose, changes nothing, and makes no numbered version.",
    async run(world) {
      const { app, watched } = await world.ready();
      const before = await filesOf(world, app.id);
      const { message, version } = await world.send(app.id, prompts.question, "ask");
      mustEqual("The message of a question", [message.role, message.content], ["user", prompts.question]);
      const ended = await world.ended(app.id, version.id);
      if (ended.status === "failed") skip(`the question was not answered: ${ended.error_message}`);
      mustEqual("The version of a question", [ended.status, ended.number, ended.metadata.kind], ["completed", null, "ask"]);
      mustEqual("The files after a question", await filesOf(world, app.id), before);
      const started = watched.events.find((event) => event.type === "version.started" && event.version_id === version.id);
      mustEqual("The kind that version.started tells", started?.type === "version.started" && started.kind, "ask");
      const { body } = await world.caller.expect<{ messages: Message[] }>(200, "GET", `/api/apps/${app.id}/messages`);
      const answer = body.messages.find(({ version_id, role }) => version_id === version.id && role === "assistant");
      must(Boolean(answer?.content.trim()), "There is no answer");
      await world.caller.refused("not_found", "GET", `/api/apps/${app.id}/versions/${version.id}/files`);
    },
  },
  {
    name: "runs.order",
    promise: "Runs of one app go one after another, in the order of their messages; runs of different",
    async run(world) {
      const { app } = await world.ready();
      const sent: Started[] = [];
      for (const number of [1, 2]) sent.push(await world.send(app.id, `${prompts.question} (${number})`, "ask"));
      for (const { version } of sent) await world.ended(app.id, version.id);
      const log = await whole(followSocket(world.caller, app.id, 0));
      const place = (version: Version, fits: (type: string) => boolean) =>
        log.findIndex((event) => "version_id" in event && event.version_id === version.id && fits(event.type));
      const [first, second] = sent;
      must(first !== undefined && second !== undefined, "Two messages were sent");
      const end = place(first.version, (type) => terminalTypes.has(type));
      const start = place(second.version, (type) => type === "version.started");
      must(start > end, "The second run started before the first had ended");
    },
  },
  {
    name: "runs.messages",
    promise: "GET    /api/apps/:id/messages                 ?limit&before                   200 {messages, has_more}",
    async run({ caller, ready }) {
      const { app } = await ready();
      interface Page {
        messages: Message[];
        has_more: boolean;
      }
      const path = `/api/apps/${app.id}/messages`;
      const { body: all } = await caller.expect<Page>(200, "GET", `${path}?limit=200`);
      const times = all.messages.map((message) => message.created_at);
      mustEqual("The order of messages", times, times.toSorted());
      mustEqual("The first message", [all.messages[0]?.role, all.messages[0]?.content], ["user", prompts.create]);
      const { body: newest } = await caller.expect<Page>(200, "GET", `${path}?limit=1`);
      mustEqual("The newest page of one", [newest.messages[0]?.id, newest.has_more], [all.messages.at(-1)?.id, true]);
      const { body: older } = await caller.expect<Page>(200, "GET", `${path}?limit=1&before=${newest.messages[0]?.id}`);
      mustEqual("The page before it", older.messages[0]?.id, all.messages.at(-2)?.id);
    },
  },
  {
    name: "runs.in-progress",
    promise: "While a run is unfinished they return 409 `run_in_progress`",
    async run(world) {
      const { app } = await world.ready();
      const { number } = await world.newest(app.id);
      const { version } = await world.send(app.id, prompts.change, "build");
      const write = await world.caller.ask<{ error?: { code: string } }>("PUT", `/api/apps/${app.id}/files/notes.md`, "x", {
        "If-Match": String(number),
      });
      const restore = await world.caller.ask<{ error?: { code: string } }>("POST", `/api/apps/${app.id}/versions/1/restore`);
      const { status } = await cancel(world, app.id, version.id);
      await world.ended(app.id, version.id);
      if (status === 200) skip("the run was over before it could be stopped");
      for (const answer of [write, restore])
        mustEqual("The answer while a run works", [answer.status, answer.body.error?.code], [409, "run_in_progress"]);
    },
  },
  {
    name: "runs.waiting",
    promise:
      "A message whose run has not started yet can be changed (`PATCH`) or withdrawn (`DELETE`); later that is 409 `message_not_waiting`.",
    async run(world) {
      const { caller } = world;
      const { app, watched } = await world.ready();
      const messages = `/api/apps/${app.id}/messages`;
      const first = await world.send(app.id, prompts.change, "build");
      const second = await world.send(app.id, `${prompts.question} (waiting)`, "ask");
      const third = await world.send(app.id, `${prompts.question} (taken back)`, "ask");
      const taken = await caller.ask("DELETE", `${messages}/${third.message.id}`);
      const text = `${prompts.question} (changed)`;
      const changed = await caller.ask<{ message: Message }>("PATCH", `${messages}/${second.message.id}`, { content: text });
      const { status } = await cancel(world, app.id, first.version.id);
      await cancel(world, app.id, second.version.id);
      await world.ended(app.id, first.version.id);
      await world.ended(app.id, second.version.id);
      if (status === 200) skip("the run before was over too soon");
      mustEqual("DELETE of a waiting message", taken.status, 204);
      mustEqual("PATCH of a waiting message", [changed.status, changed.body.message?.content], [200, text]);
      await watched.until(
        (event) => event.type === "message.deleted" && event.message.id === third.message.id,
        "message.deleted of what was taken back",
      );
      await watched.until(
        (event) => event.type === "version.cancelled" && event.version_id === third.version.id,
        "version.cancelled of what was taken back",
      );
      await caller.refused("message_not_waiting", "PATCH", `${messages}/${first.message.id}`, { content: "too late" });
      await caller.refused("message_not_waiting", "DELETE", `${messages}/${first.message.id}`);
    },
  },
  {
    name: "runs.cancel",
    promise:
      "A `cancel` that returns 202 ends the upstream request within two seconds, and no new one begins; files stay as they were.",
    async run(world) {
      const { app } = await world.ready();
      const before = await filesOf(world, app.id);
      const ended = await stopped(world, app.id);
      mustEqual("The version that was stopped", [ended.status, ended.number], ["cancelled", null]);
      mustEqual("The files after it", await filesOf(world, app.id), before);
      const log = await whole(followSocket(world.caller, app.id, 0));
      const ends = log.filter(endOf(ended.id)).map(({ type }) => type);
      mustEqual("How the log says that it ended", ends, ["version.cancelled"]);
    },
  },
  {
    name: "runs.cancel-over",
    promise: "outcome is stored, `cancel` returns 200 with it.",
    async run(world) {
      const { app, version } = await world.ready();
      const again = await cancel(world, app.id, version.id);
      mustEqual("A cancel of what is over", [again.status, again.body.version.status], [200, "completed"]);
    },
  },
  {
    name: "runs.retry",
    promise: "`retry` repeats a failed or cancelled version: the same user message, a new version and a new assistant message.",
    async run(world) {
      const { caller } = world;
      const { app, version: completed } = await world.ready();
      await caller.refused("not_retryable", "POST", `/api/apps/${app.id}/versions/${completed.id}/retry`);
      const old = await stopped(world, app.id);
      const { body } = await caller.expect<Started>(202, "POST", `/api/apps/${app.id}/versions/${old.id}/retry`);
      await cancel(world, app.id, body.version.id);
      await world.ended(app.id, body.version.id);
      must(body.version.id !== old.id, "A retry has the version of before");
      const list = await caller.expect<{ messages: Message[] }>(200, "GET", `/api/apps/${app.id}/messages?limit=200`);
      const answers = list.body.messages.filter(
        ({ role, version_id }) => role === "assistant" && [old.id, body.version.id].includes(version_id ?? ""),
      );
      mustEqual("Assistant messages of both attempts", answers.length, 2);
      mustEqual("The message of a retry", [body.message.role, body.message.content], ["user", prompts.change]);
      mustEqual("User messages of this text", list.body.messages.filter(({ id }) => id === body.message.id).length, 1);
    },
  },
  {
    name: "runs.limit",
    promise: "An app can have at most 21 unfinished runs; one more message is 429 `too_many_waiting`.",
    async run(world) {
      const { caller } = world;
      const { body } = await world.create(caller, { prompt: prompts.create });
      const path = `/api/apps/${body.app.id}/messages`;
      const content = prompts.question;
      const answers = await Promise.all(Array.from({ length: 24 }, () => caller.ask("POST", path, { content, mode: "ask" })));
      const refused = answers.filter(({ status }) => status === 429);
      const { body: now } = await caller.expect<{ versions: Version[] }>(
        200,
        "GET",
        `/api/apps/${body.app.id}/versions?limit=200`,
      );
      const unfinished = now.versions.filter(({ status }) => isUnfinished(status)).length;
      await caller.expect(204, "DELETE", `/api/apps/${body.app.id}`);
      must(unfinished <= 21, `${unfinished} runs are unfinished`);
      if (refused.length === 0) skip("runs end faster here than messages can be sent");
      for (const { body: refusal } of refused as Answer<{ error: { code: string } }>[])
        mustEqual("The code of one message too many", refusal.error.code, "too_many_waiting");
    },
  },
];
