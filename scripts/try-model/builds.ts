// Small builds and changes through a real server, each opened in a real browser and operated.
import type { Browser } from "playwright-core";
import type { LogEvent } from "../../src/protocol/events.ts";
import type { App, Version } from "../../src/protocol/resources.ts";
import type { ApiClient } from "../smoke/client.ts";
import { follow } from "../smoke/follow.ts";
import type { Asker } from "./model-asker.ts";
import { converter } from "./tasks/converter.ts";
import { counter } from "./tasks/counter.ts";
import type { Step, Task } from "./tasks/task.ts";
import { toDo } from "./tasks/to-do.ts";

/** In the order in which they become harder. */
export const tasks: readonly Task[] = [counter, converter, toDo];

/** A run with more rounds, or that takes longer, is cancelled: it would cost more than it tells. */
export const roundsMax = 12;
const runMaxMs = 8 * 60 * 1000;
/** What an app does on a click it does at once, milliseconds. */
const actionMaxMs = 5_000;
const msPerSecond = 1_000;

export interface Built {
  task: string;
  step: "create" | "change";
  ok: boolean;
  /** Why not; empty when it is. */
  why: string;
  rounds: number;
  inputTokens: number | null;
  cachedTokens: number | null;
  outputTokens: number | null;
  costUsd: number | null;
  seconds: number;
}

export interface Site {
  client: ApiClient;
  browser: Browser;
  model: string;
}

/** Both steps of a task, told one by one. Without an app there is nothing to change, and that counts as failed. */
export async function build(
  task: Task,
  site: Site,
  asker: Asker,
  tell: (built: Built) => void,
  signal: AbortSignal,
): Promise<void> {
  const { client, model } = site;
  const wanted = { prompt: task.create.request, model };
  const { app, version } = await client.call<{ app: App; version: Version }>("POST", "/api/apps", 202, wanted);
  const created = await carryOut(site, app.id, version.id, task.create, signal);
  tell({ task: task.id, step: "create", ...counted(created, asker) });
  if (created.version?.number !== 1) {
    tell({ task: task.id, step: "change", ...nothingToChange });
    return;
  }
  const sent = await client.call<{ version: Version }>("POST", `/api/apps/${app.id}/messages`, 202, {
    content: task.change.request,
  });
  const changed = await carryOut(site, app.id, sent.version.id, task.change, signal);
  tell({ task: task.id, step: "change", ...counted(changed, asker) });
}

const nothingToChange = {
  ok: false,
  why: "There was no app to change.",
  rounds: 0,
  inputTokens: 0,
  cachedTokens: 0,
  outputTokens: 0,
  costUsd: 0,
  seconds: 0,
};

interface Done {
  version: Version | null;
  why: string;
  seconds: number;
}

async function carryOut(site: Site, appId: string, versionId: string, step: Step, signal: AbortSignal): Promise<Done> {
  const { client, model } = site;
  const began = performance.now();
  let stopped = "";
  const stop = (why: string) => {
    if (stopped !== "") return;
    stopped = why;
    // Its answer is the event that ends the run, or that it had ended already.
    void client.call("POST", `/api/apps/${appId}/versions/${versionId}/cancel`, 202).catch(() => undefined);
  };
  const follower = follow(client.url, appId, client.key, (event) => {
    if ("round" in event && typeof event.round === "number" && event.round > roundsMax)
      stop(`It was not done after ${roundsMax} rounds.`);
  });
  const timer = setTimeout(() => stop(`It was not done after ${runMaxMs / msPerSecond / 60} minutes.`), runMaxMs);
  const abort = () => stop("It was stopped.");
  signal.addEventListener("abort", abort, { once: true });
  try {
    const end = await follower.ended(versionId);
    const seconds = (performance.now() - began) / msPerSecond;
    const { version } = await client.call<{ version: Version }>("GET", `/api/apps/${appId}/versions/${versionId}`, 200);
    const why = stopped || failureOf(end) || otherModel(version, model) || (await troubleIn(site, version, step));
    return { version, why, seconds };
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", abort);
    follower.close();
  }
}

/** With several providers configured, another one takes over where the first cannot serve. */
const otherModel = ({ metadata }: Version, model: string) =>
  metadata.model === model ? "" : `${metadata.model} stood in for it.`;

function failureOf(event: LogEvent): string {
  if (event.type === "version.completed") return event.version.number === null ? "It answered without an app." : "";
  return event.type === "version.failed" ? event.message : "It was cancelled.";
}

/** Empty when the app does what was asked for. */
async function troubleIn({ browser }: Site, version: Version, step: Step): Promise<string> {
  const context = await browser.newContext();
  context.setDefaultTimeout(actionMaxMs);
  const page = await context.newPage();
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  try {
    await page.goto(version.preview_url ?? "");
    await step.works(page);
    return "";
  } catch (error) {
    const said = error instanceof Error ? (error.message.split("\n", 1)[0] ?? "") : String(error);
    return `The app does not do it: ${errors[0] ?? said}`;
  } finally {
    await context.close();
  }
}

function counted({ version, why, seconds }: Done, asker: Asker) {
  const usage = version?.metadata.usage ?? null;
  const rounds = version?.metadata.rounds ?? 0;
  const found = {
    inputTokens: usage?.input_tokens ?? null,
    cachedTokens: usage?.cached_tokens ?? null,
    outputTokens: usage?.output_tokens ?? null,
    costUsd: usage?.cost_usd ?? null,
  };
  asker.add(found, rounds);
  return { ok: why === "", why, rounds, ...found, seconds };
}
