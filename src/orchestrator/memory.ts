// What a run remembers between rounds, and how a complete round is written down so that a later start goes on after it.
import type { ConversationItem } from "../llm/model.ts";
import type { Workspace } from "../workspace/files.ts";
import { newStageProgress, type StageProgress } from "./stages.ts";
import type { RunDetails } from "./tools/define.ts";

export interface Memory {
  items: ConversationItem[];
  /** Prose of each round, for the assistant's message. */
  prose: string[];
  details: RunDetails;
  /** How often the model was told that the app does not load. */
  repairs: number;
  malformedRounds: number;
  /** Requests that were repeated after a fault: the run has a budget of them. */
  repeats: number;
  /** Fingerprints of the latest calls, for noticing circles. */
  recentCalls: string[];
  model: number;
  /** What viewers have been told already. */
  notices: string[];
  /** What viewers were told of the stages; it never goes back, however often the run is resumed. */
  stage: StageProgress;
  /** The last round ended the work; only the outcome is missing. */
  complete: boolean;
}

/** What belongs to one attempt: a retry that adopts the rounds of a run before it gets all of its chances anew. */
const newAttempt = () => ({
  repairs: 0,
  malformedRounds: 0,
  repeats: 0,
  recentCalls: [],
  model: 0,
  notices: [],
  stage: newStageProgress(),
});

const newMemory = (): Memory => ({ items: [], prose: [], details: {}, complete: false, ...newAttempt() });

/** One complete round: what it added to the conversation, the files it left different, and the small state as it was after it. */
interface Checkpoint {
  items: ConversationItem[];
  files: { path: string; content: string | null }[];
  state: Omit<Memory, "items">;
}

/** Writes rounds down, each with only what it changed. */
export function createRecorder(workspace: Workspace, memory: Memory) {
  let items = memory.items.length;
  let files = contents(workspace);
  return function record(): string {
    const now = contents(workspace);
    const paths = new Set([...files.keys(), ...now.keys()]);
    const changed = [...paths].filter((path) => files.get(path) !== now.get(path));
    const { items: all, ...state } = memory;
    const checkpoint: Checkpoint = {
      items: all.slice(items),
      files: changed.map((path) => ({ path, content: now.get(path) ?? null })),
      state,
    };
    items = all.length;
    files = now;
    return JSON.stringify(checkpoint);
  };
}

const contents = (workspace: Workspace) => new Map(workspace.list().map(({ path }) => [path, workspace.read(path) ?? ""]));

/** Plays the written rounds back into a fresh workspace. `fresh`: all of them were done by an earlier run, which has ended. */
export function recall(checkpoints: readonly string[], workspace: Workspace, fresh: boolean): Memory {
  const memory = newMemory();
  for (const text of checkpoints) {
    const checkpoint = JSON.parse(text) as Checkpoint;
    for (const file of checkpoint.files) {
      if (file.content === null) workspace.remove(file.path);
      else workspace.write(file.path, file.content);
    }
    Object.assign(memory, checkpoint.state, { items: [...memory.items, ...checkpoint.items] });
  }
  if (fresh) Object.assign(memory, newAttempt());
  return memory;
}
