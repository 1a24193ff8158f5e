// The events of an app's log, as subscribers receive them. A run's own events are named noun-start/delta/end.
import * as v from "valibot";
import { runCode } from "./codes.ts";
import { app, message, notice, providerName, runKind, stageName, version } from "./resources.ts";

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const block = { round: count, block_id: v.string() };
const call = { round: count, call_id: v.string() };

/** Events a runner may emit. The hub, which knows whose stream it reads, adds `version_id`. */
export const runEvent = v.variant("type", [
  v.object({ type: v.literal("stage.changed"), stage: stageName, index: count, total: count, percent: count }),
  v.object({ type: v.literal("reasoning.start"), ...block }),
  v.object({ type: v.literal("reasoning.delta"), ...block, text: v.string() }),
  v.object({ type: v.literal("reasoning.end"), ...block }),
  v.object({ type: v.literal("text.start"), ...block }),
  v.object({ type: v.literal("text.delta"), ...block, text: v.string() }),
  v.object({ type: v.literal("text.end"), ...block }),
  v.object({ type: v.literal("file.start"), ...call, path: v.string(), action: v.picklist(["write", "edit"]) }),
  v.object({
    type: v.literal("file.delta"),
    ...call,
    offset: v.pipe(count, v.description("UTF-16 units from the start of the file as it is now")),
    remove: v.optional(v.pipe(count, v.description("UTF-16 units to take out at offset before text goes in"))),
    text: v.string(),
  }),
  v.object({ type: v.literal("file.end"), ...call, path: v.string(), size: count, sha256: v.string() }),
  v.object({ type: v.literal("file.deleted"), ...call, path: v.string() }),
  v.object({ type: v.literal("file.renamed"), ...call, from: v.string(), to: v.string() }),
  v.object({ type: v.literal("tool.start"), ...call, name: v.string(), title: v.string() }),
  v.object({ type: v.literal("tool.end"), ...call, ok: v.boolean(), detail: v.string() }),
  v.object({ type: v.literal("round.reset"), round: count }),
  v.object({ type: v.literal("notice"), ...notice.entries }),
]);

/** Events from the hub itself, about a run or the app. */
export const hubEvent = v.variant("type", [
  v.object({ type: v.literal("message.created"), message }),
  v.object({ type: v.literal("message.updated"), message }),
  v.object({ type: v.literal("message.deleted"), message }),
  v.object({ type: v.literal("app.updated"), app }),
  v.object({ type: v.literal("version.queued"), position: count }),
  v.object({
    type: v.literal("version.started"),
    attempt: count,
    provider: providerName,
    model: v.string(),
    kind: runKind,
  }),
  v.object({ type: v.literal("preview.ready"), url: v.string(), version: count }),
  v.object({ type: v.literal("version.completed"), version }),
  v.object({
    type: v.literal("version.failed"),
    code: runCode,
    message: v.string(),
    hint: v.optional(v.string()),
    retryable: v.boolean(),
  }),
  v.object({ type: v.literal("version.cancelled") }),
]);

/** Frame entries outside the log: they have no `seq`. */
export const controlEvent = v.variant("type", [
  v.object({ type: v.literal("hello"), app_id: v.string(), last_seq: count, floor: count, running: v.nullable(v.string()) }),
  v.object({ type: v.literal("log.reset"), floor: count }),
]);

export type RunEvent = v.InferOutput<typeof runEvent>;
export type HubEvent = v.InferOutput<typeof hubEvent>;
export type ControlEvent = v.InferOutput<typeof controlEvent>;

/** Fields the log adds to an event: a gapless `seq` per app, and `version_id` if it belongs to a run. */
const logged = {
  seq: v.pipe(count, v.description("Place in the app's log")),
  at: v.pipe(v.string(), v.isoTimestamp()),
  version_id: v.optional(v.string()),
};

/** Every event as a subscriber receives it, by its type. */
export const eventSchemas: Readonly<Record<string, v.GenericSchema>> = Object.fromEntries([
  ...[...runEvent.options, ...hubEvent.options].map((option) => [
    option.entries.type.literal,
    v.object({ ...option.entries, ...logged }),
  ]),
  ...controlEvent.options.map((option) => [option.entries.type.literal, option]),
]);

/** What a subscriber receives: single server-sent events, or arrays in WebSocket messages. */
export const wireEvent = v.union(Object.values(eventSchemas));
export const eventFrame = v.array(wireEvent);

export type LogEvent = (RunEvent | HubEvent) & { seq: number; at: string; version_id?: string };

/** One WebSocket message is a JSON array of these. */
export type WireEvent = LogEvent | ControlEvent;

/** Event types that end a run. */
export const terminalTypes: ReadonlySet<string> = new Set(["version.completed", "version.failed", "version.cancelled"]);
