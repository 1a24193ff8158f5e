// What a run remembers between rounds, and how a completed round is recorded so that a later start can continue after it.

import type { ResolvedLibraries } from "../libraries/libraries.ts";
import type { ConversationItem } from "../llm/model.ts";
import type { Content, Workspace } from "../workspace/files.ts";
import type { KnownFiles } from "./known-files.ts";
import { newStageProgress, type StageProgress } from "./stages.ts";
import type { RunDetails } from "./tools/define.ts";

/** Why an answer without calls does not end the work; unfinished.ts says what each means. */
export type Unfinished = "attempt" | "empty" | "no_entry" | "lost" | "announced" | "pasted" | "failed";

export interface Memory {
  /** From the rounds so far, since the beginning or since the conversation was shortened. */
  items: ConversationItem[];
  /** What comes before them once the conversation has been shortened; null while it is what the run started with. */
  opening: ConversationItem[] | null;
  known: KnownFiles;
  /** Characters per token, by the provider's last count; null before there is one. */
  charactersPerToken: number | null;
  /** Prose of each round, for the assistant's message. */
  prose: string[];
  details: RunDetails;
  /** What the app has from the CDN, with what the run found there. */
  libraries: ResolvedLibraries;
  /** How often the model was told that the app does not load. */
  repairs: number;
  /** Rounds in a row in which no call could be carried out, because of the same mistakes. */
  malformedRounds: number;
  /** The mistakes of the last of those rounds. */
  mistakes: string;
  /** How often the model was asked to continue since it last did something, by what was missing. */
  askedAgain: Partial<Record<Unfinished, number>>;
  /** Rounds in a row that changed nothing and learned nothing new. */
  fruitlessRounds: number;
  /** Rounds in a row that were cut off before anything was done. */
  cutRounds: number;
  /** Requests repeated after a fault: the run has a budget for them. */
  repeats: number;
  /** How often the conversation was too long for the model, and was shortened. */
  shortenings: number;
  /** A server refused the conversation, and its calls were dropped. */
  withoutCalls: boolean;
  /** Fingerprints of the latest calls, for noticing circles. */
  recentCalls: string[];
  /** Fingerprints of calls with their answers, for noticing repetition. */
  answeredCalls: string[];
  model: number;
  /** What viewers have been told already. */
  notices: string[];
  /** What viewers were told about stages; it never goes back, however often the run is resumed. */
  stage: StageProgress;
  /** The last round ended the work; only the outcome is missing. */
  complete: boolean;
}

/** What belongs to one attempt: a retry that adopts an earlier run's rounds starts with fresh limits. */
const newAttempt = () => ({
  repairs: 0,
  malformedRounds: 0,
  mistakes: "",
  askedAgain: {},
  fruitlessRounds: 0,
  cutRounds: 0,
  repeats: 0,
  shortenings: 0,
  withoutCalls: false,
  recentCalls: [],
  answeredCalls: [],
  model: 0,
  notices: [],
  stage: newStageProgress(),
});

const newMemory = (): Memory => ({
  items: [],
  opening: null,
  known: {},
  charactersPerToken: null,
  prose: [],
  details: {},
  libraries: {},
  complete: false,
  ...newAttempt(),
});

/** One completed round: what it added to conversation and prose, the files it changed, and the small state after it. */
interface Checkpoint {
  /** Set when the conversation was shortened in this round: the items are those after that. */
  opening?: ConversationItem[];
  items: ConversationItem[];
  prose: string[];
  files: { path: string; content: Content | null }[];
  /** Libraries found in it; absent in older records. */
  libraries?: ResolvedLibraries;
  state: Omit<Memory, "opening" | "items" | "prose" | "libraries">;
}

/** Records rounds, each with only what it changed. */
export function createRecorder(workspace: Workspace, memory: Memory) {
  let last = { opening: memory.opening, items: memory.items.length, prose: memory.prose.length, libraries: memory.libraries };
  let files = contents(workspace);
  return function record(): string {
    const now = contents(workspace);
    const paths = new Set([...files.keys(), ...now.keys()]);
    const changed = [...paths].filter((path) => files.get(path) !== now.get(path));
    const { opening, items, prose, libraries, ...state } = memory;
    const found = Object.entries(libraries).filter(([specifier]) => !Object.hasOwn(last.libraries, specifier));
    const isShorter = opening !== null && opening !== last.opening;
    const checkpoint: Checkpoint = {
      ...(isShorter ? { opening } : {}),
      items: isShorter ? items : items.slice(last.items),
      prose: prose.slice(last.prose),
      files: changed.map((path) => ({ path, content: now.get(path) ?? null })),
      ...(found.length === 0 ? {} : { libraries: Object.fromEntries(found) }),
      state,
    };
    last = { opening, items: items.length, prose: prose.length, libraries };
    files = now;
    return JSON.stringify(checkpoint);
  };
}

const contents = (workspace: Workspace) =>
  new Map(workspace.list().map(({ path, binary }): [string, Content] => [path, binary ?? workspace.read(path) ?? ""]));

/** Replays recorded rounds into a fresh workspace. `fresh`: all of them are an earlier run's, which has ended. */
export function recall(checkpoints: readonly string[], workspace: Workspace, fresh: boolean): Memory {
  const memory = newMemory();
  for (const text of checkpoints) {
    const checkpoint = JSON.parse(text) as Checkpoint;
    for (const file of checkpoint.files) {
      if (file.content === null) workspace.remove(file.path);
      else if (typeof file.content === "string") workspace.write(file.path, file.content);
      else workspace.place(file.path, file.content);
    }
    const { opening, items, prose, libraries, state } = checkpoint;
    Object.assign(memory, state, {
      opening: opening ?? memory.opening,
      items: opening ? items : [...memory.items, ...items],
      prose: [...memory.prose, ...prose],
      libraries: { ...memory.libraries, ...libraries },
    });
  }
  if (fresh) Object.assign(memory, newAttempt());
  return memory;
}
