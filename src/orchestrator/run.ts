// The loop of a run: ask the model, carry out its calls, write the round down, until it has finished or cannot go on.
// It never touches storage or the network itself; failures that a person should read are outcomes, a cancelled signal throws its reason.
import type { ConversationItem, Model } from "../llm/model.ts";
import type { RunEvent } from "../protocol/events.ts";
import type { ProviderName, RunKind } from "../protocol/resources.ts";
import type { Outcome, RoundUsage } from "../protocol/run-stream.ts";
import { checkApp } from "../workspace/checks.ts";
import type { Workspace } from "../workspace/files.ts";
import { runCalls } from "./calls.ts";
import { conversationBefore, type HistoryEntry } from "./context.ts";
import { maxMalformedRounds, maxOutputTokens, maxRepairRequests, maxRounds, maxRunMs, sameCallLimit, sliceMs } from "./limits.ts";
import { createRecorder, type Memory, recall } from "./memory.ts";
import { manifest, systemPrompt } from "./prompt.ts";
import { type RoundAnswer, runRound } from "./round.ts";
import { createStages } from "./stages.ts";
import { toolsFor } from "./tools/index.ts";
import { describe } from "./tools/report.ts";

export interface RunInput {
  kind: RunKind;
  request: string;
  app: { name: string; number: number | null };
  history: HistoryEntry[];
  models: readonly Model[];
  /** Base files; complete rounds of earlier attempts are played into it. */
  workspace: Workspace;
  checkpoints: readonly string[];
  startedAtMs: number;
  emit(events: RunEvent[]): void;
  /** `reason`: why it is another model than before; null when it is not. */
  started(model: { provider: ProviderName; model: string; round: number; reason: string | null }): void;
  checkpoint(round: number, data: string, usage: RoundUsage): void;
  drained(): Promise<void>;
  sleep(ms: number, signal: AbortSignal): Promise<void>;
  now(): number;
  random(): number;
  signal: AbortSignal;
}

/** The outcome without its files: they are the workspace's changes. */
export type RunEnding = Omit<Outcome, "written" | "deleted" | "modified">;
export type RunResult = { type: "ended"; ending: RunEnding } | { type: "pause"; delayMs: number };

/** What to do after a round. */
type Step = { type: "continue" } | { type: "complete" } | { type: "fail"; error: NonNullable<Outcome["error"]> };

export async function run(input: RunInput): Promise<RunResult> {
  const { workspace, kind } = input;
  const sliceStartedAtMs = input.now();
  // Taken before this run's rounds are played back, so that the prompt of a resumed run is the same.
  const files = workspace.list();
  const memory = recall(input.checkpoints, workspace);
  // The same thing is said once in a run, however many rounds it is true of.
  const emit = (events: RunEvent[]) => {
    const fresh = events.filter((event) => event.type !== "notice" || !memory.notices.includes(event.message));
    for (const event of fresh) if (event.type === "notice") memory.notices.push(event.message);
    if (fresh.length > 0) input.emit(fresh);
  };
  const record = createRecorder(workspace, memory);
  const tools = toolsFor(kind);
  const stages = createStages(kind, emit);
  const opening: ConversationItem[] = [...conversationBefore(input.history), { role: "user", text: input.request }];
  const system = [systemPrompt(kind), manifest({ ...input.app, files })];
  const problems = () => {
    const found = memory.repairs < maxRepairRequests ? describe(blockingProblems(workspace)) : "";
    if (found) memory.repairs += 1;
    return found;
  };

  const end = (status: Outcome["status"], error?: Outcome["error"]): RunResult => {
    const model = input.models[memory.model];
    return {
      type: "ended",
      ending: {
        status,
        content: memory.prose.join("\n\n") || memory.details.finish?.summary || "",
        summary: memory.details.finish?.summary ?? "",
        suggestions: memory.details.finish?.suggestions ?? [],
        provider: model?.provider ?? null,
        model: model?.name ?? null,
        ...(memory.details.appName === undefined ? {} : { appName: memory.details.appName }),
        ...(memory.details.appDescription === undefined ? {} : { appDescription: memory.details.appDescription }),
        ...(error ? { error } : {}),
      },
    };
  };

  announceModel(input, memory, input.checkpoints.length + 1, null);
  stages.enter("analyzing");
  for (let round = input.checkpoints.length + 1; round <= maxRounds; round += 1) {
    if (memory.complete) break;
    if (input.now() - input.startedAtMs > maxRunMs) return end("failed", tooLong);
    if (input.now() - sliceStartedAtMs > sliceMs) return { type: "pause", delayMs: 0 };

    const before = memory.model;
    const answer = await runRound({
      round,
      request: {
        system,
        conversation: [...opening, ...memory.items],
        tools: tools.map((tool) => tool.definition),
        maxOutputTokens,
      },
      models: input.models,
      model: memory.model,
      emit,
      onFirst: (kindOfOutput) => stages.enter(stageOf[kindOfOutput]),
      drained: input.drained,
      sleep: input.sleep,
      random: input.random,
      signal: input.signal,
    });
    if (answer.type === "wait") return { type: "pause", delayMs: answer.delayMs };
    if (answer.type === "failed") {
      memory.model = answer.model;
      const { reason, message } = answer.error;
      // What is too long to read stays too long after the same rounds.
      return end("failed", { code: reason, message, retryable: true, resumable: reason !== "context_length" });
    }
    memory.model = answer.model;
    if (answer.model !== before) announceModel(input, memory, round, answer.switched);

    memory.items.push({ role: "assistant", text: answer.text, calls: answer.calls });
    if (answer.text.trim()) memory.prose.push(answer.text.trim());
    const results = await runCalls({
      round,
      calls: answer.calls,
      announced: answer.announced,
      finish: answer.finish,
      tools,
      context: { workspace, details: memory.details, problems },
      emit,
      onFile: stages.fileDone,
      signal: input.signal,
    });
    memory.items.push(...results.items);
    const step = decide(answer, results.malformed, memory, workspace, kind, problems);
    memory.complete = step.type === "complete";
    input.checkpoint(round, record(), usageOf(round, answer, input.models));
    if (step.type === "fail") return end("failed", step.error);
  }
  return memory.complete ? complete({ ...input, emit }, stages, end) : end("failed", tooManyRounds);
}

const stageOf = { reasoning: "analyzing", text: "planning", file: "coding" } as const;

function announceModel(input: RunInput, memory: Memory, round: number, reason: string | null): void {
  const model = input.models[memory.model];
  if (model) input.started({ provider: model.provider, model: model.name, round, reason });
}

/** Closes a run that did what it could: says what does not load, and refuses to call nothing a success. */
function complete(
  input: RunInput,
  stages: ReturnType<typeof createStages>,
  end: (status: Outcome["status"], error?: Outcome["error"]) => RunResult,
): RunResult {
  const { written, deleted } = input.workspace.changes();
  const changed = written.length + deleted.length > 0;
  if (changed) {
    stages.enter("reviewing");
    if (!input.workspace.has("index.html")) return end("failed", noEntry);
    const blocking = blockingProblems(input.workspace);
    if (blocking.length > 0) {
      const message = `The app has problems that the model did not solve: ${describe(blocking)}`;
      input.emit([
        { type: "notice", code: "does_not_load", message, hint: "Ask for it to be fixed, or go back to an earlier version." },
      ]);
    }
    stages.enter("deploying");
  }
  const result = end("completed");
  const saidNothing = result.type === "ended" && result.ending.content === "";
  return saidNothing && !changed ? end("failed", emptyAnswer) : result;
}

const blockingProblems = (workspace: Workspace) => checkApp(workspace).filter((problem) => problem.severity === "error");

function decide(
  answer: RoundAnswer,
  malformed: number,
  memory: Memory,
  workspace: Workspace,
  kind: RunKind,
  problems: () => string,
): Step {
  if (answer.refused) return fail("refused", answer.text || "The model refused the request.", "Say it in other words.");
  if (answer.finish === "content_filter")
    return fail("content_filter", "The provider's content filter stopped the answer.", "Say it in other words.");
  if (memory.details.finish) return { type: "complete" };
  if (answer.calls.length === 0) return afterProse(answer, memory, workspace, kind, problems);

  memory.malformedRounds = malformed === answer.calls.length ? memory.malformedRounds + 1 : 0;
  if (memory.malformedRounds > maxMalformedRounds) {
    return fail(
      "bad_tool_calls",
      "The model kept sending tool calls that cannot be read.",
      "Try again, or choose another model.",
    );
  }
  const calls = answer.calls.map((call) => `${call.name} ${call.arguments}`);
  memory.recentCalls = [...memory.recentCalls, ...calls].slice(-sameCallLimit);
  const circles = memory.recentCalls.length === sameCallLimit && new Set(memory.recentCalls).size === 1;
  if (circles)
    return fail(
      "loop",
      `The model made the same call ${sameCallLimit} times in a row.`,
      "Try again, or say the request in other words.",
    );
  return { type: "continue" };
}

/** Prose without calls ends a run, unless it was cut, or left the app unable to load. */
function afterProse(answer: RoundAnswer, memory: Memory, workspace: Workspace, kind: RunKind, problems: () => string): Step {
  if (answer.finish === "length") {
    memory.items.push({ role: "user", text: "Your answer reached the output limit. Go on exactly where it stopped." });
    return { type: "continue" };
  }
  const { written, deleted } = workspace.changes();
  if (kind === "ask" || written.length + deleted.length === 0) return { type: "complete" };
  const found = problems();
  if (!found) return { type: "complete" };
  memory.items.push({
    role: "user",
    text: `(From Edgewright's checks, not from the person.) The app does not load yet:\n${found}\nCorrect it, then call finish_app.`,
  });
  return { type: "continue" };
}

function fail(code: string, message: string, hint: string): Step {
  return { type: "fail", error: { code, message, hint, retryable: true, resumable: false } };
}

const tooLong = {
  code: "too_long",
  message: `The run took longer than ${maxRunMs / 60_000} minutes and was ended.`,
  hint: "Ask for it in smaller steps.",
  retryable: true,
  resumable: true,
};
const tooManyRounds = {
  code: "too_many_rounds",
  message: `The model did not come to an end within ${maxRounds} rounds.`,
  hint: "Ask for it in smaller steps.",
  retryable: true,
  resumable: false,
};
const noEntry = {
  code: "no_entry",
  message: "The model wrote no index.html, so there is nothing to open.",
  hint: "Try again, or choose another model.",
  retryable: true,
  resumable: false,
};
const emptyAnswer = {
  code: "empty_answer",
  message: "The model answered nothing.",
  hint: "Try again, or choose another model.",
  retryable: true,
  resumable: false,
};

function usageOf(round: number, answer: RoundAnswer, models: readonly Model[]): RoundUsage {
  const model = models[answer.model];
  return {
    round,
    provider: model?.provider ?? "openai",
    model: model?.name ?? "",
    inputTokens: answer.usage?.inputTokens ?? 0,
    cachedTokens: answer.usage?.cachedTokens ?? 0,
    outputTokens: answer.usage?.outputTokens ?? 0,
    costUsd: answer.usage?.costUsd ?? null,
  };
}
