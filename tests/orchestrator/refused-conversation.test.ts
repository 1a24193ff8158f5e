// A server that does not take something in the conversation: the run goes on without the calls, once, and the app is not stopped for good.
import { describe, expect, test } from "vitest";
import { type Model, ModelError, type ModelRequest } from "../../src/llm/model.ts";
import { run } from "../../src/orchestrator/run.ts";
import { readThread } from "../../src/orchestrator/thread.ts";
import { createWorkspace } from "../../src/workspace/files.ts";
import { call, done, ending, finish, harness, html, type Script, scripted, write } from "./harness.ts";

const hasCalls = ({ conversation }: ModelRequest) =>
  conversation.some((item) => item.role === "assistant" && item.calls.length > 0);

const refused = new ModelError("bad_request", "openai", "The server refused the request. It said: no such call.");

/** Refuses each request that this is true of. */
function picky(scripts: Script[], refuses: (request: ModelRequest) => boolean, error = refused) {
  const { model, requests } = scripted(scripts);
  const asked: ModelRequest[] = [];
  const strict: Model = {
    ...model,
    async stream(request, take, signal) {
      asked.push(structuredClone(request));
      if (refuses(request)) throw error;
      return model.stream(request, take, signal);
    },
  };
  return { model: strict, answered: requests, asked };
}

const noticed = (events: readonly { type: string; code?: string }[]) =>
  events.filter(({ type, code }) => type === "notice" && code === "conversation_refused").length;

async function firstTurn() {
  const { model } = scripted([[...write(0, "index.html", html), ...call(1, "list_files", '{"cut'), finish()], done]);
  const first = harness([model]);
  const result = await run(first.input);
  if (result.type !== "ended") throw new Error("The run paused.");
  return { thread: result.thread, checkpoints: first.checkpoints };
}

describe("a conversation that a server refuses", () => {
  test("is gone on from without its calls, with what was said and the files; what comes of it is the app's thread", async () => {
    const { thread } = await firstTurn();
    const { model, answered } = picky([[{ type: "text", text: "It is blue." }, finish("stop")]], hasCalls);
    const workspace = createWorkspace([["index.html", html]]);
    const { input, events } = harness([model], { kind: "update", request: "blue", thread, answerPosition: 4, workspace });
    const result = await run(input);
    expect(result).toMatchObject({ type: "ended", ending: { status: "completed" } });
    expect(noticed(events)).toBe(1);
    const texts = answered[0]!.conversation.map(({ text }) => text);
    expect(texts).toContain("a page");
    expect(texts).toContain("Done.");
    expect(texts.at(-1)).toBe("blue");
    expect(texts.join()).toContain(html.trim());
    const next = readThread(result.type === "ended" ? result.thread : null);
    expect(JSON.stringify(next?.items)).not.toContain("list_files");
  });

  test("in the middle of a run, or when it is tried again: it goes on from there", async () => {
    const rounds = (): Script[] => [[...write(0, "index.html", html), finish()], done];
    const middle = picky(rounds(), hasCalls);
    const first = harness([middle.model]);
    expect(await ending(first.input)).toMatchObject({ status: "completed" });
    expect(middle.asked.map(hasCalls)).toEqual([false, true, false]);
    const { checkpoints } = await firstTurn();
    const again = picky([done], hasCalls);
    const retry = harness([again.model], { checkpoints: checkpoints.slice(0, 1), adoptedRounds: 1 });
    expect(await ending(retry.input)).toMatchObject({ status: "completed" });
    expect(again.answered[0]!.conversation[0]).toMatchObject({ role: "user", text: "a page" });
  });

  test("is a failure with the server's words when that does not help, and is not asked about for ever", async () => {
    const { thread } = await firstTurn();
    const { model, asked } = picky([], () => true);
    const workspace = createWorkspace([["index.html", html]]);
    const { input, events } = harness([model], { kind: "update", request: "blue", thread, answerPosition: 4, workspace });
    const failed = { status: "failed", error: { code: "bad_request", message: expect.stringContaining("no such call") } };
    expect(await ending(input)).toMatchObject(failed);
    expect([asked.length, noticed(events)]).toEqual([2, 1]);
  });

  test("or that it falls over, each time", async () => {
    const broken = new ModelError("overloaded", "openai", "It could not answer.", { status: 500 });
    const { model, asked } = picky([[...write(0, "index.html", html), finish()], done], hasCalls, broken);
    expect(await ending(harness([model]).input)).toMatchObject({ status: "completed" });
    // A fault may be gone a moment later.
    expect(asked.map(hasCalls)).toEqual([false, true, true, true, false]);
    const busy = new ModelError("overloaded", "openai", "It is busy.", { status: 503 });
    const other = picky([[...write(0, "index.html", html), finish()], done], hasCalls, busy);
    expect(await ending(harness([other.model]).input)).toMatchObject({ status: "failed", error: { code: "overloaded" } });
  });

  test("without calls is not asked again", async () => {
    const { model, asked } = picky([], () => true);
    expect(await ending(harness([model]).input)).toMatchObject({ status: "failed", error: { code: "bad_request" } });
    expect(asked).toHaveLength(1);
  });
});

describe("the thread", () => {
  test("ends with the assistant's words when the run ended with a call", async () => {
    const items = readThread((await firstTurn()).thread)?.items;
    expect(items?.at(-1)).toEqual({ role: "assistant", text: "Done.", calls: [] });
  });

  test("tells of a run that failed before it said anything", async () => {
    const { model, requests } = scripted([[...write(0, "index.html", html), finish()], done]);
    const history = [
      { position: 1, role: "user" as const, text: "one", status: "completed" as const },
      { position: 2, role: "assistant" as const, text: "", status: "failed" as const },
    ];
    await ending(harness([model], { history }).input);
    expect(requests[0]?.conversation.map(({ role }) => role)).toEqual(["user", "assistant", "user"]);
  });
});
