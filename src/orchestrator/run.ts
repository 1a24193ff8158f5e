// The loop of a run: ask the model, carry out its calls, record the round, until it has finished or cannot continue.
// It never touches storage or the network itself. Failures a person should read are outcomes; a cancelled signal throws its reason.

import { shortened } from "../base/surrogates.ts";
import type { Outcome, RoundUsage } from "../hub/contract/run-stream.ts";
import { offline } from "../libraries/cdn/finder.ts";
import type { Libraries } from "../libraries/libraries.ts";
import { type Model, type ModelFailure, unknownUsage } from "../llm/model.ts";
import { entryPath } from "../protocol/constants.ts";
import type { RunEvent } from "../protocol/events.ts";
import type { FileProblem } from "../protocol/resources.ts";
import { problemsOf } from "../workspace/checks/tell.ts";
import { checkApp } from "../workspace/checks.ts";
import { hasEntry } from "../workspace/entry.ts";
import { meantPaths } from "../workspace/meant-path.ts";
import { askAsTaken } from "./ask-as-taken.ts";
import { runCalls } from "./calls.ts";
import { openContext } from "./context.ts";
import { openLibraries } from "./libraries.ts";
import { splitDeltas } from "./live/split-deltas.ts";
import { createRecorder, type Memory, recall } from "./memory.ts";
import type { LogFields } from "./operator-log.ts";
import { type RoundAnswer, runRound } from "./round.ts";
import type { RunInput, RunResult } from "./run-input.ts";
import {
  assistantTextMaxCharacters,
  maxOutputTokens,
  maxRepairRequests,
  maxRepeatsPerRun,
  maxRounds,
  maxRunMs,
} from "./run-limits.ts";
import { createStages } from "./stages.ts";
import { callThatWrites, tools, toolsFor, writingTools } from "./tools/index.ts";
import { describe } from "./tools/report.ts";
import { blockingDiagnostics, decide, emptyAnswer, noEntry, providerFault, tooLong, tooManyRounds } from "./verdict.ts";

export type { RunEnding, RunInput, RunResult } from "./run-input.ts";

export async function run(input: RunInput): Promise<RunResult> {
  const { workspace, kind } = input;
  const sliceStartedAtMs = input.now();
  // Chosen by the first model for the whole run: another list would miss the cache, and a stand-in can ignore a tool.
  const definitions = toolsFor({ patch: input.models[0]?.patches ?? false }).map((tool) => tool.definition);
  // Before this run's rounds are replayed, so that a resumed run sends the same request.
  const contextOf = await openContext({ ...input, tools: definitions });
  const doneBefore = input.checkpoints.length;
  const memory = recall(input.checkpoints, workspace, doneBefore > 0 && doneBefore === input.adoptedRounds);
  const stages = createStages(kind, input.emit, memory.stage);
  // Each notice is given once per run, however many rounds it applies to.
  const emit = (events: RunEvent[]) => {
    const fresh = events.filter((event) => event.type !== "notice" || !memory.notices.includes(event.message));
    for (const event of fresh) if (event.type === "notice") memory.notices.push(event.message);
    if (fresh.length > 0) input.emit(splitDeltas(fresh));
    stages.shown(fresh);
  };
  const { source, resolved } = input.libraries ?? { source: offline, resolved: {} };
  memory.libraries = { ...resolved, ...memory.libraries };
  const libraries = openLibraries({ source, resolved: memory.libraries }, input.signal);
  const record = createRecorder(workspace, memory);
  const context = contextOf(memory, () => input.models[memory.model]?.contextTokens?.() ?? null);
  const whatBlocks = () => {
    const found = memory.repairs < maxRepairRequests ? describe(blockingDiagnostics(workspace, libraries.current())) : "";
    if (found) memory.repairs += 1;
    return found;
  };

  const end: End = (status, error, problems = []) =>
    ended(input.models[memory.model], memory, { libraries: libraries.resolved(), problems, status, ...(error ? { error } : {}) });

  const pause = (delayMs: number, round: number): RunResult => {
    input.log("run.paused", { round, delay_ms: delayMs });
    return { type: "pause", delayMs };
  };

  announceModel(input, memory.model, doneBefore + 1, null);
  emit((input.notices ?? []).map((notice) => ({ type: "notice", ...notice })));
  stages.enter("analyzing");
  for (let round = doneBefore + 1; round <= input.adoptedRounds + maxRounds; round += 1) {
    if (memory.complete) break;
    input.signal.throwIfAborted();
    const roundStartedAtMs = input.now();
    if (roundStartedAtMs - input.startedAtMs > maxRunMs) return end("failed", tooLong);
    // A slice without a round would be followed by the same slice for ever.
    if (round > doneBefore + 1 && roundStartedAtMs - sliceStartedAtMs > input.sliceMs) return pause(0, round);

    const ask = async () =>
      runRound({
        round,
        request: {
          system: context.system,
          conversation: await context.conversation(),
          tools: definitions,
          maxOutputTokens,
          cacheKey: input.appId,
        },
        textCalls: {
          explained: kind === "ask" ? writingTools : null,
          page: kind === "ask" || workspace.has(entryPath) ? null : callThatWrites(entryPath),
        },
        models: input.models,
        model: memory.model,
        breaker: input.breaker,
        repeatsLeft: maxRepeatsPerRun - memory.repeats,
        emit,
        meantPaths: (path) => meantPaths(workspace, path),
        contentOf: workspace.read,
        onFirst: (kindOfOutput) => stages.enter(stageOf[kindOfOutput]),
        onSwitch: (model, reason) => announceModel(input, model, round, reason),
        drained: input.drained,
        ready: () => input.ready(round - 1),
        sleep: input.sleep,
        now: input.now,
        random: input.random,
        log: input.log,
        signal: input.signal,
      });
    const answer = await askAsTaken(ask, { context, memory, emit });
    if (answer.type === "wait") return pause(answer.delayMs, round);
    memory.model = answer.model;
    if (answer.type === "failed") return end("failed", providerFault(answer.error, answer.repeatsUsedUp));
    memory.repeats += answer.repeats;
    const usage = usageOf(round, answer, input.models);
    context.measure(answer.usage?.inputTokens ?? null);
    input.log("round.completed", {
      ...logged(usage),
      ms: input.now() - roundStartedAtMs,
      calls: answer.calls.length,
      finish: answer.finish,
    });

    if (answer.text.trim()) memory.prose.push(answer.text.trim());
    const results = await runCalls({
      round,
      calls: answer.calls,
      shown: answer.shown,
      cutCall: answer.cutCall,
      tools,
      mayWrite: kind !== "ask",
      context: {
        workspace,
        details: memory.details,
        known: memory.known,
        libraries,
        whatBlocks,
        components: input.components ?? noComponents,
        styleProblems: input.styleProblems ?? noStyleProblems,
      },
      emit,
      onFile: stages.fileDone,
      log: input.log,
      signal: input.signal,
    });
    memory.libraries = libraries.resolved();
    // Strict servers refuse an empty message.
    const { text, reasoning } = answer;
    const { calls } = results;
    if (text.trim() || calls.length > 0)
      memory.items.push({ role: "assistant", text, calls, ...(reasoning ? { reasoning } : {}) });
    memory.items.push(...results.items);
    const step = await decide({ answer, ...results, memory, workspace, kind, libraries: libraries.current(), whatBlocks });
    memory.complete = step.type === "complete";
    if (step.type === "complete" && step.notice) emit([{ type: "notice", ...step.notice }]);
    // A later run continues from the last good round; a bad one is only accounted for.
    input.checkpoint(round, step.type === "fail" && !step.keepsRound ? null : record(), usage);
    if (step.type === "fail") return end("failed", step.error);
  }
  input.signal.throwIfAborted();
  if (!memory.complete) return end("failed", tooManyRounds);
  const result = await complete({ ...input, emit }, libraries.current(), stages, end);
  const goesOn = result.type === "ended" && result.ending.status === "completed";
  return goesOn ? { ...result, thread: await context.thread() } : result;
}

const stageOf = { reasoning: "analyzing", text: "planning", file: "coding" } as const;

type End = (status: Outcome["status"], error?: Outcome["error"], problems?: FileProblem[]) => RunResult;

/** The finished run, with what the model said and decided. `model`: the last one asked. */
function ended(
  model: Model | undefined,
  memory: Memory,
  how: Pick<Outcome, "status" | "libraries" | "problems" | "error">,
): RunResult {
  const { appName, appDescription, finish } = memory.details;
  return {
    type: "ended",
    thread: null,
    ending: {
      ...how,
      content: assistantText(memory),
      summary: finish?.summary ?? "",
      suggestions: finish?.suggestions ?? [],
      provider: model?.provider ?? null,
      model: model?.name ?? null,
      ...(appName === undefined ? {} : { appName }),
      ...(appDescription === undefined ? {} : { appDescription }),
    },
  };
}

function announceModel(input: RunInput, index: number, round: number, reason: ModelFailure | null): void {
  const model = input.models[index];
  if (model) input.started({ provider: model.provider, model: model.name, round, reason });
}

/** Closes a run that did what it could: says what does not load, and does not call an empty result a success. */
async function complete(
  input: RunInput,
  libraries: Libraries,
  stages: ReturnType<typeof createStages>,
  end: End,
): Promise<RunResult> {
  const { written, deleted } = input.workspace.changes();
  const changed = written.length + deleted.length > 0;
  let problems: FileProblem[] = [];
  // Whatever the model claims: without its first page nothing was created.
  if (input.kind === "create" || changed) {
    stages.enter("reviewing");
    if (!hasEntry(input.workspace)) return end("failed", noEntry);
    const styles = (await input.styleProblems?.(input.workspace)) ?? [];
    const diagnostics = [...checkApp(input.workspace, libraries), ...styles];
    problems = problemsOf(diagnostics);
    const blocking = diagnostics.filter(({ severity }) => severity === "error");
    if (blocking.length > 0) {
      const message = `The app has problems that the model did not solve: ${describe(blocking)}`;
      // A first version has no earlier one to fall back on.
      const hint = input.kind === "create" ? "Ask for it to be fixed." : "Ask for a fix, or go back to an earlier version.";
      input.emit([{ type: "notice", code: "does_not_load", message, hint }]);
    }
    stages.enter("deploying");
  }
  const result = end("completed", undefined, problems);
  const saidNothing = result.type === "ended" && result.ending.content === "";
  return saidNothing && !changed ? end("failed", emptyAnswer) : result;
}

/** Prose of all rounds, else what the model said when it finished. */
function assistantText({ prose, details }: Memory): string {
  const whole = prose.join("\n\n") || details.finish?.summary || "";
  return shortened(
    whole,
    assistantTextMaxCharacters,
    (shown) => `\n\n(Shortened: the first ${shown} of ${whole.length} characters.)`,
  );
}

const logged = (usage: RoundUsage): LogFields => ({
  round: usage.round,
  provider: usage.provider,
  model: usage.model,
  input_tokens: usage.inputTokens,
  cached_tokens: usage.cachedTokens,
  output_tokens: usage.outputTokens,
  reasoning_tokens: usage.reasoningTokens ?? null,
});

function usageOf(round: number, answer: RoundAnswer, models: readonly Model[]): RoundUsage {
  const model = models[answer.model];
  return {
    round,
    provider: model?.provider ?? "openai",
    model: model?.name ?? "",
    ...(answer.usage ?? unknownUsage),
  };
}

const noComponents = () => Promise.resolve(null);
const noStyleProblems = () => Promise.resolve([]);
