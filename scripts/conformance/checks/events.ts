// An app's log over both transports: order, resuming, reset, and what it says about the app.
import { stages } from "../../../src/protocol/constants.ts";
import { terminalTypes, type WireEvent } from "../../../src/protocol/events.ts";
import type { App, Message, Version, VersionFile } from "../../../src/protocol/resources.ts";
import { type AppState, fromSnapshot, initialState, liveFiles, reduce } from "../../../src/web/model/index.ts";
import { type Check, must, mustEqual } from "../check.ts";
import { endOf, followSocket, followStream, whole } from "../follow.ts";
import { prompts } from "../world.ts";

const logged = (events: readonly WireEvent[]) => events.filter((event) => "seq" in event);

export const events: readonly Check[] = [
  {
    name: "events.hello",
    promise:
      'The first event is `hello`: `{"type", "app_id", "last_seq", "floor", "running"}`; `running` is a version id or null.',
    async run({ caller, ready }) {
      const { app } = await ready();
      for (const follow of [followSocket, followStream]) {
        const [hello] = await whole(follow(caller, app.id));
        mustEqual("The first event", hello?.type === "hello" && [hello.app_id, hello.running], [app.id, null]);
      }
    },
  },
  {
    name: "events.order",
    promise: "A logged event has `seq` (per app, from 1, without gaps), `at` and `type`; events of a run also have `version_id`.",
    async run({ caller, ready }) {
      const { app, version, watched } = await ready();
      const seqs = logged(watched.events).map(({ seq }) => seq);
      mustEqual(
        "The seqs of a log that was followed from its beginning",
        seqs,
        seqs.map((_, at) => at + 1),
      );
      const replayed = await whole(followSocket(caller, app.id, 0));
      mustEqual("What is replayed", logged(replayed).slice(0, seqs.length), logged(watched.events).slice(0, seqs.length));
      const types: ReadonlySet<string> = new Set(
        logged(watched.events).flatMap((event) => (event.version_id === version.id ? [event.type] : [])),
      );
      for (const type of ["version.queued", "version.started", "stage.changed", "version.completed"])
        must(types.has(type), `The run has no ${type}`);
    },
  },
  {
    name: "events.transports",
    promise:
      "events come one by one as server-sent events (`id:` is `seq`, `event:` the type; `Last-Event-ID` resumes, and takes precedence over `after`).",
    async run({ caller, ready }) {
      const { app } = await ready();
      const bySocket = await whole(followSocket(caller, app.id, 0));
      const byStream = await whole(followStream(caller, app.id, 0));
      mustEqual("Events by stream and by socket: how many", byStream.length, bySocket.length);
      for (const [at, event] of byStream.entries()) mustEqual(`Event ${at} by stream`, event, bySocket[at]);
      const resumed = await whole(followStream(caller, app.id, 0, 3));
      mustEqual("The first event after Last-Event-ID: 3", logged(resumed)[0]?.seq, 4);
    },
  },
  {
    name: "events.live",
    promise: "Between replayed and live events there is no gap and no repetition.",
    async run({ caller, ready, send, runMs }) {
      const { app } = await ready();
      const followed = [followSocket, followStream].map((follow) => follow(caller, app.id, 0));
      for (const one of followed) await one.caughtUp();
      const { version } = await send(app.id, prompts.question, "ask");
      for (const one of followed) {
        await one.until(endOf(version.id), "The end of a question", runMs);
        one.close();
      }
      const [bySocket = [], byStream = []] = followed.map((one) => {
        const end = one.events.findIndex(endOf(version.id));
        return one.events.slice(0, end + 1);
      });
      mustEqual("Events until the end of a question, by stream and by socket: how many", byStream.length, bySocket.length);
      for (const [at, event] of byStream.entries()) mustEqual(`Event ${at} by stream`, event, bySocket[at]);
    },
  },
  {
    name: "events.resume",
    promise: "To resume, reconnect with `?after=` and the last `seq` seen.",
    async run({ caller, ready }) {
      const { app } = await ready();
      const all = logged(await whole(followSocket(caller, app.id, 0)));
      const last = all.at(-1)?.seq ?? 0;
      for (const after of [1, Math.floor(last / 2), last - 1, last])
        for (const follow of [followSocket, followStream]) {
          const rest = logged(await whole(follow(caller, app.id, after)));
          mustEqual(
            `Seqs after ${after}`,
            rest.map(({ seq }) => seq),
            all.slice(after).map(({ seq }) => seq),
          );
        }
    },
  },
  {
    name: "events.reset",
    promise: "with the new `floor` comes first: reload the app, its messages and versions from the API, then continue.",
    async run({ caller, ready }) {
      const { app } = await ready();
      for (const follow of [followSocket, followStream]) {
        const followed = follow(caller, app.id, 100_000_000);
        const reset = await followed.until(({ type }) => type === "log.reset", "log.reset");
        followed.close();
        const [hello] = followed.events;
        mustEqual("Floor of log.reset", reset.type === "log.reset" && reset.floor, hello?.type === "hello" && hello.floor);
      }
    },
  },
  {
    name: "events.end",
    promise: "A run has exactly one terminal event: `version.completed`, `version.failed` or `version.cancelled`.",
    async run({ caller, ready }) {
      const { app } = await ready();
      const { body } = await caller.expect<{ versions: Version[] }>(200, "GET", `/api/apps/${app.id}/versions?limit=200`);
      const log = logged(await whole(followSocket(caller, app.id, 0)));
      for (const { id, status } of body.versions) {
        const ends = log.filter((event) => event.version_id === id && terminalTypes.has(event.type)).map(({ type }) => type);
        mustEqual(`How version ${id} ended`, ends, [`version.${status}`]);
      }
    },
  },
  {
    name: "events.stages",
    promise: "neither index nor percent goes back within an attempt.",
    async run({ ready }) {
      const { version, watched } = await ready();
      const own = watched.events.flatMap((event) =>
        event.type === "stage.changed" && event.version_id === version.id ? [event] : [],
      );
      must(own.length > 0, "There is no stage.changed");
      for (const [at, { stage, index, percent }] of own.entries()) {
        mustEqual("The stage of an index", stages.create[index], stage);
        const before = own[at - 1];
        must(
          index >= (before?.index ?? 0) && percent >= (before?.percent ?? 0),
          `${stage} (${percent} %) comes after ${before?.percent} %`,
        );
      }
    },
  },
  {
    name: "events.same-as-api",
    promise:
      "A viewer that joins late reads app, messages and versions from the API and then replays the log. Events upsert, so nothing is missed",
    async run({ caller, ready }) {
      const { app } = await ready();
      const path = `/api/apps/${app.id}`;
      const read = async () =>
        fromSnapshot({
          app: (await caller.expect<{ app: App }>(200, "GET", path)).body.app,
          messages: (await caller.expect<{ messages: Message[] }>(200, "GET", `${path}/messages?limit=200`)).body.messages,
          versions: (await caller.expect<{ versions: Version[] }>(200, "GET", `${path}/versions?limit=200`)).body.versions,
        });
      const log = await whole(followSocket(caller, app.id, 0));
      const fromNothing = log.reduce(reduce, initialState);
      const late = log.reduce(reduce, await read());
      const nouns = ({ app: noun, messages, versions }: AppState) => ({ app: noun, messages, versions });
      mustEqual("A late viewer and the API", nouns(late), nouns(await read()));
      mustEqual("The app of one who only has the log", fromNothing.app, late.app);
    },
  },
  {
    name: "events.files",
    promise: "Each applies to the file as the ones before it left it",
    async run({ caller, ready }) {
      const { app, version, watched } = await ready();
      const run = watched.events.reduce(reduce, initialState).runs[version.id];
      const { body } = await caller.expect<{ files: VersionFile[] }>(
        200,
        "GET",
        `/api/apps/${app.id}/versions/1/files?contents=true`,
      );
      const streamed = new Map(run ? liveFiles(run, () => null).map(({ path, text }) => [path, text]) : []);
      must(streamed.size > 0, "No file was seen being written");
      for (const { path, content } of body.files)
        if (streamed.has(path)) mustEqual(`${path} as it was streamed`, streamed.get(path), content);
      const ends = watched.events.flatMap((event) => (event.type === "file.end" ? [event] : []));
      for (const { path, size, sha256 } of body.files) {
        const end = ends.findLast((event) => event.path === path);
        if (end) mustEqual(`file.end of ${path}`, [end.size, end.sha256], [size, sha256]);
      }
    },
  },
  {
    name: "events.ping",
    promise: "Send the text `ping` to get `pong`. Anything else closes the socket (4400).",
    async run({ caller, ready }) {
      const { app } = await ready();
      const followed = followSocket(caller, app.id);
      await followed.caughtUp();
      followed.say("ping");
      followed.say("hello");
      mustEqual("The code of the close", await followed.closed, 4400);
      mustEqual("What was answered before", followed.texts, ["pong"]);
    },
  },
  {
    name: "events.asked-for",
    promise: "a stream that was not requested as one",
    async run({ caller, ready }) {
      const { app } = await ready();
      await caller.refused("bad_request", "GET", `/api/apps/${app.id}/events`, undefined, { Accept: "application/json" });
      await caller.refused("invalid_input", "GET", `/api/apps/${app.id}/events?after=-1`, undefined, {
        Accept: "text/event-stream",
      });
    },
  },
];
