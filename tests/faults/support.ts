// A run whose providers answer as told, each from a list of its own, and what everybody saw of it.
import { env } from "cloudflare:workers";
import { vi } from "vitest";
import { type LogEvent, terminalTypes } from "../../src/protocol/events.ts";
import type { Message, Version } from "../../src/protocol/resources.ts";
import { finishApp, say, turn, unique, writeFile } from "../fakes/client.ts";
import type { RecordedRequest, Turn } from "../fakes/scenario.ts";
import { type Client, guest, isLogged, page, provider } from "../flow/support.ts";

/** These tests run twice: with OpenRouter as a stand-in, and without. */
export const hasStandIn = env.OPENROUTER_API_KEY !== "";

/** Waits between tries are random times a bound; here they are nothing. */
export const withoutJitter = () => void vi.spyOn(Math, "random").mockReturnValue(0);

export const prose = "Here it is.";
export const html = page("Works");
/** Two rounds that make the app. */
export const works = (): Turn[] => [turn(say(prose), writeFile("index.html", html)), turn(finishApp("Done."))];

export interface Answers {
  openai: Turn[];
  openrouter?: Turn[];
}

/** One fault, and all that is expected of it. */
export interface Row extends Answers {
  fault: string;
  /** Whether there is a second provider; both when not given. */
  standIn?: boolean;
  /** Requests to each. */
  calls: [openai: number, openrouter: number];
  /** What the run fails with; without it, it completes. */
  fails?: { code: string; says: RegExp };
  /** Starts: each complete round is a slice of its own here. */
  attempts: number;
  /** What is said beside the answer. */
  notices?: [code: string, says: RegExp][];
  /** At least this long after the first request came the second. */
  waitsMs?: number;
  /** Text that viewers saw and that was taken back. */
  lost?: string;
  /** The assistant's message, where it is not the usual one. */
  content?: string;
}

export interface Seen {
  client: Client;
  version: Version;
  message: Message | undefined;
  /** The run's own events. */
  events: LogEvent[];
  /** Sequence numbers of the app's whole log. */
  seqs: number[];
  terminal: string[];
  asked: { openai: RecordedRequest[]; openrouter: RecordedRequest[] };
  model: string;
}

/** A model's name that nobody else uses keeps runs apart: the providers' answers are found by it, and it has a breaker of its own. */
export async function serve({ openai, openrouter = [] }: Answers, model = unique("model")): Promise<string> {
  await provider.scenario(model, ...openai);
  await provider.scenario(`openai/${model}`, ...openrouter);
  return model;
}

/** Every request of a model, once none of them is open any more: a provider that says nothing is hung up on. */
async function asked(model: string): Promise<RecordedRequest[]> {
  const { length } = await provider.requests(model);
  return provider.requests(model, { count: length, ended: true });
}

export async function play(answers: Answers, known?: string): Promise<Seen> {
  const model = await serve(answers, known);
  const client = await guest();
  const { app, version } = await client.createApp("a page", { model });
  const viewer = await client.subscribe(app.id);
  const ended = await client.ended(app.id, version.id);
  await viewer.until((event) => event.type === "app.updated");
  const log = viewer.events.filter(isLogged);
  viewer.close();
  const events = log.filter((event) => event.version_id === version.id);
  const { body } = await client.call<{ messages: Message[] }>("GET", `/api/apps/${app.id}/messages`);
  const [first, second] = await Promise.all([asked(model), asked(`openai/${model}`)]);
  return {
    client,
    version: ended,
    message: body.messages.at(-1),
    events,
    seqs: log.map((event) => event.seq),
    terminal: events.filter((event) => terminalTypes.has(event.type)).map((event) => event.type),
    asked: { openai: first, openrouter: second },
    model,
  };
}
