// Reads the wire as a strict judge: what PROTOCOL.md's schemas do not say is an error here, an unknown type and a field more as well. Clients are
// lenient, so that a server may add something; tests and the conformance check are not.
import * as v from "valibot";
import { eventSchemas, type WireEvent } from "../../src/protocol/events.ts";
import type { ServerSentEvent } from "./server-sent-events.ts";

/** Throws with the places where a value is not what the schema says. */
export function strictly<Schema extends v.GenericSchema>(what: string, schema: Schema, value: unknown): v.InferOutput<Schema> {
  const read = v.safeParse(schema, value);
  if (!read.success) {
    const wrong = read.issues.map((issue) => `${v.getDotPath(issue) ?? "it"}: ${issue.message}`);
    throw new Error(`${what} is not as the protocol says: ${wrong.join("; ")}`);
  }
  // A schema leaves out what it does not know: whatever was there and is not in its output is too much.
  const extra = missingIn(read.output, value, "");
  if (extra !== null) throw new Error(`${what} is not as the protocol says: ${extra} is not part of it`);
  return read.output;
}

/** The first path of `value` that `known` does not have; null when it has all. */
function missingIn(known: unknown, value: unknown, path: string): string | null {
  if (typeof value !== "object" || value === null || typeof known !== "object" || known === null) return null;
  for (const [key, part] of Object.entries(value)) {
    const place = path === "" ? key : `${path}.${key}`;
    if (!Object.hasOwn(known, key)) return place;
    const missing = missingIn(Reflect.get(known, key), part, place);
    if (missing !== null) return missing;
  }
  return null;
}

/** An event as the wire has it. */
export function readEvent(value: unknown): WireEvent {
  const type = typeof value === "object" && value !== null && "type" in value ? String(value.type) : "";
  const schema = eventSchemas[type];
  if (!schema) throw new Error(`An event of the type "${type}" is not in the protocol: ${JSON.stringify(value).slice(0, 200)}`);
  return strictly(`The event ${type}`, schema, value) as WireEvent;
}

/** A message of the WebSocket, which is an array of events. */
export function readFrame(text: string): WireEvent[] {
  const frame: unknown = JSON.parse(text);
  if (!Array.isArray(frame)) throw new Error(`A message of the socket is no array: ${text.slice(0, 200)}`);
  return frame.map(readEvent);
}

/** One of a stream of server-sent events. Its `event` is the type, and its `id` the `seq`, where the event has one. */
export function readServerSentEvent({ event, id, data }: ServerSentEvent): WireEvent {
  const read = readEvent(JSON.parse(data));
  if (event !== read.type) throw new Error(`A server-sent event is named "${event}" and holds "${read.type}".`);
  const seq = "seq" in read ? String(read.seq) : null;
  if (id !== seq) throw new Error(`The server-sent event "${event}" has the id ${id}, and its seq is ${seq}.`);
  return read;
}
