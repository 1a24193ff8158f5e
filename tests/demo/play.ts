// One whole run with the demo model, as the product makes it: real orchestrator, real openai client, real workspace.
import { chooseModels } from "../../src/models/choose.ts";
import { type RunEnding, type RunInput, run } from "../../src/orchestrator/run.ts";
import type { RunEvent } from "../../src/protocol/events.ts";
import { createWorkspace } from "../../src/workspace/files.ts";
import { harness } from "../orchestrator/harness.ts";

export type Files = ReadonlyMap<string, string>;

export interface Played {
  ending: RunEnding;
  events: RunEvent[];
  /** All files after the run. */
  files: Files;
  /** Paths written or deleted. */
  changed: string[];
}

interface Scene {
  files?: Files;
  ask?: boolean;
  name?: string;
  history?: RunInput["history"];
}

const fastest = "1000000";

export async function play(
  request: string,
  { files = new Map(), ask = false, name = "App", history = [] }: Scene = {},
): Promise<Played> {
  const workspace = createWorkspace(files);
  const { input, events } = harness(chooseModels({ DEMO_CHARACTERS_PER_SECOND: fastest }, ""), {
    kind: ask ? "ask" : files.size > 0 ? "update" : "create",
    request,
    appName: name,
    answerPosition: 1_000,
    history,
    workspace,
  });
  const result = await run(input);
  if (result.type !== "ended") throw new Error("The run paused.");
  const { written, deleted } = workspace.changes();
  return {
    ending: result.ending,
    events,
    files: new Map(workspace.list().map(({ path }) => [path, workspace.read(path) ?? ""])),
    changed: [...written.map((file) => file.path), ...deleted],
  };
}
