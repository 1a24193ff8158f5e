// The part of the reducer that builds up one run: its stages, transcript and end.
import type { LogEvent } from "../../protocol/events.ts";
import type { CallPart, FileWork, Part, ReasoningPart, Round, Run, TextPart } from "./state.ts";

export function reduceRun(run: Run, event: LogEvent): Run {
  if (run.ended_at !== null && run.rounds !== null) return run;
  switch (event.type) {
    case "version.started": {
      const { attempt, provider, model, kind } = event;
      return {
        ...run,
        status: "in_progress",
        position: 0,
        attempt,
        provider,
        model,
        kind,
        started_at: run.started_at ?? event.at,
      };
    }
    case "version.completed":
      return { ...run, status: "completed", percent: 100, ended_at: event.at };
    case "version.cancelled":
      return { ...run, status: "cancelled", ended_at: event.at };
    case "version.failed": {
      const { code, message, hint = "", retryable } = event;
      return { ...run, status: "failed", ended_at: event.at, error: { code, message, hint, retryable } };
    }
    case "stage.changed": {
      const known = run.stages.some(({ stage }) => stage === event.stage);
      return {
        ...run,
        percent: Math.max(run.percent, event.percent),
        stage_index: event.index,
        stage_total: event.total,
        stages: known ? run.stages : [...run.stages, { stage: event.stage, at: event.at }],
      };
    }
    case "notice": {
      const { code, message, hint } = event;
      return { ...run, notices: [...run.notices, { code, message, ...(hint === undefined ? {} : { hint }) }] };
    }
    case "round.reset":
      return run.rounds ? { ...run, rounds: run.rounds.filter(({ round }) => round < event.round) } : run;
    case "app.updated":
    case "message.created":
    case "message.updated":
    case "message.deleted":
    case "version.queued":
    case "preview.ready":
      return run;
    default:
      return "round" in event ? withParts(run, event.round, (parts) => reduceParts(parts, event)) : unchanged(run, event);
  }
}

/** An unknown event from a newer server changes nothing. Each of our own events has its case, or this does not compile. */
const unchanged = <State>(state: State, _event: never): State => state;

function withParts(run: Run, round: number, change: (parts: Part[]) => Part[]): Run {
  if (!run.rounds) return run;
  const index = run.rounds.findLastIndex((other) => other.round === round);
  const parts = run.rounds[index]?.parts ?? [];
  const next = change(parts);
  if (next === parts) return run;
  const entry: Round = { round, parts: next };
  return { ...run, rounds: index < 0 ? [...run.rounds, entry] : run.rounds.with(index, entry) };
}

type RoundEvent = Extract<LogEvent, { round: number }>;

function reduceParts(parts: Part[], event: RoundEvent): Part[] {
  switch (event.type) {
    case "reasoning.start":
      return [...parts, { kind: "reasoning", ...newBlock(event) }];
    case "text.start":
      return [...parts, { kind: "text", ...newBlock(event) }];
    case "reasoning.delta":
      return changeBlock(parts, "reasoning", event.block_id, (part) => ({ ...part, text: part.text + event.text }));
    case "text.delta":
      return changeBlock(parts, "text", event.block_id, (part) => ({ ...part, text: part.text + event.text }));
    case "reasoning.end":
      return changeBlock(parts, "reasoning", event.block_id, (part) => ({ ...part, ended_at: event.at }));
    case "text.end":
      return changeBlock(parts, "text", event.block_id, (part) => ({ ...part, ended_at: event.at }));
    case "file.start":
      return upsertCall(parts, event, (call) => ({ ...call, file: newFile(event.path, event.action) }));
    case "file.delta":
      return changeCall(parts, event.call_id, (call) => (call.file ? { ...call, file: withDelta(call.file, event) } : call));
    case "file.end":
      // A streamed write ends here: no tool event follows.
      return changeCall(parts, event.call_id, (call) =>
        call.file ? { ...call, ok: true, ended_at: event.at, file: { ...call.file, path: event.path, size: event.size } } : call,
      );
    case "file.deleted":
      return upsertCall(parts, event, (call) => ({ ...call, file: newFile(event.path, "delete") }));
    case "file.renamed":
      return upsertCall(parts, event, (call) => ({ ...call, file: { ...newFile(event.to, "rename"), from: event.from } }));
    case "tool.start":
      return upsertCall(parts, event, (call) => ({ ...call, name: event.name, title: event.title }));
    case "tool.end":
      return changeCall(parts, event.call_id, (call) => ({ ...call, ok: event.ok, detail: event.detail, ended_at: event.at }));
    case "round.reset":
      return parts;
    default:
      return unchanged(parts, event);
  }
}

const newBlock = (event: { block_id: string; at: string }) => ({ id: event.block_id, at: event.at, text: "", ended_at: null });

const newFile = (path: string, action: FileWork["action"]): FileWork => ({
  path,
  action,
  from: "",
  text: "",
  changes: [],
  size: null,
});

function changeBlock<K extends "reasoning" | "text">(
  parts: Part[],
  kind: K,
  id: string,
  change: (part: ReasoningPart | TextPart) => Part,
): Part[] {
  const index = parts.findLastIndex((part) => part.kind === kind && part.id === id);
  const part = parts[index];
  return part && part.kind !== "call" ? parts.with(index, change(part)) : parts;
}

function changeCall(parts: Part[], id: string, change: (call: CallPart) => CallPart): Part[] {
  const index = parts.findLastIndex((part) => part.kind === "call" && part.id === id);
  const part = parts[index];
  return part?.kind === "call" ? parts.with(index, change(part)) : parts;
}

function upsertCall(parts: Part[], event: { call_id: string; at: string }, change: (call: CallPart) => CallPart): Part[] {
  if (parts.some((part) => part.kind === "call" && part.id === event.call_id)) return changeCall(parts, event.call_id, change);
  const { call_id: id, at } = event;
  return [...parts, change({ kind: "call", id, at, ended_at: null, name: "", title: "", ok: null, detail: "", file: null })];
}

function withDelta(file: FileWork, { offset, remove = 0, text }: { offset: number; remove?: number; text: string }): FileWork {
  if (file.action !== "edit") {
    if (offset === file.text.length) return { ...file, text: file.text + text };
    return { ...file, text: file.text.slice(0, offset) + text + file.text.slice(offset + remove) };
  }
  const last = file.changes.at(-1);
  if (last && remove === 0 && offset === last.offset + last.text.length) {
    return { ...file, changes: file.changes.with(-1, { ...last, text: last.text + text }) };
  }
  return { ...file, changes: [...file.changes, { offset, remove, text }] };
}
