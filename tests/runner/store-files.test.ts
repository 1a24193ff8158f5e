import { describe, expect, test } from "vitest";
import type { RunEnding } from "../../src/orchestrator/run.ts";
import { storeFiles } from "../../src/runner/store-files.ts";
import { createWorkspace } from "../../src/workspace/files.ts";

const ending: RunEnding = {
  status: "completed",
  content: "",
  summary: "",
  suggestions: [],
  libraries: {},
  problems: [],
  provider: "openai",
  model: "m",
};

function changed() {
  const workspace = createWorkspace([
    ["a.css", "a {}\n"],
    ["b.css", "b {}\n"],
  ]);
  workspace.write("a.css", "a { color: teal }\n");
  workspace.write("c.css", "c {}\n");
  workspace.remove("b.css");
  return workspace;
}

describe("the files of a run", () => {
  test("are stored before the outcome names them", async () => {
    const stored: string[] = [];
    const outcome = await storeFiles(
      changed(),
      ending,
      async (blobs) => void stored.push(...blobs.map((blob) => blob.sha256)),
      new AbortController().signal,
    );
    expect(outcome.written.map((file) => file.path)).toEqual(["a.css", "c.css"]);
    expect(outcome.written.map((file) => file.sha256)).toEqual(stored);
    expect(outcome).toMatchObject({ modified: ["a.css"], deleted: ["b.css"] });
  });

  test("are not stored for a run that failed", async () => {
    const write = () => Promise.reject(new Error("must not be called"));
    const outcome = await storeFiles(changed(), { ...ending, status: "failed" }, write, new AbortController().signal);
    expect(outcome).toMatchObject({ written: [], deleted: [], modified: [] });
  });

  test("are no outcome when the run is cancelled before or while they are stored", async () => {
    const controller = new AbortController();
    let writes = 0;
    const write = async () => {
      writes += 1;
      controller.abort(new Error("cancelled"));
    };
    await expect(storeFiles(changed(), ending, write, controller.signal)).rejects.toThrow("cancelled");
    await expect(storeFiles(changed(), ending, write, controller.signal)).rejects.toThrow("cancelled");
    expect(writes).toBe(1);
  });
});
