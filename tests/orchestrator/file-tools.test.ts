// Tools that change files, as models call them and viewers see them: what is refused, what is reported, and which events come of it.
import { describe, expect, test } from "vitest";
import { ownLibraries } from "../../src/orchestrator/libraries.ts";
import { tools, toolsFor } from "../../src/orchestrator/tools/index.ts";
import type { RunEvent } from "../../src/protocol/events.ts";
import { liveFiles } from "../../src/web/model/files.ts";
import { reduceRun } from "../../src/web/model/reduce-run.ts";
import { newRun } from "../../src/web/model/state.ts";
import { createWorkspace, type Workspace } from "../../src/workspace/files.ts";
import { call, done, ending, finish, harness, html, scripted } from "./harness.ts";

const page = '<!doctype html><p>x</p><script type="module" src="/src/main.ts"></script>\n';
const app = (): Workspace =>
  createWorkspace([
    ["index.html", page],
    ["src/main.ts", 'import { help } from "./lib/help";\nimport "./side";\nhelp();\n'],
    ["src/lib/help.ts", "export function help() {\n  return 1;\n}\n"],
    ["src/side.ts", 'import { help } from "./lib/help.js";\nconsole.log(help());\n'],
    ["notes.md", "help is in lib/help\n"],
  ]);

async function use(name: string, args: unknown, workspace = app()) {
  const tool = tools.find((candidate) => candidate.name === name);
  if (!tool) throw new Error(`There is no tool ${name}.`);
  const events: RunEvent[] = [];
  const context = {
    workspace,
    details: {},
    known: {},
    libraries: ownLibraries,
    shown: null,
    whatBlocks: () => "",
    styleProblems: async () => [],
    components: async () => null,
    round: 1,
    callId: "1:0",
    emit: (some: RunEvent[]) => void events.push(...some),
  };
  return { ...(await tool.run(args, context)), events, workspace };
}

const patch = (...lines: string[]) => ({ input: ["*** Begin Patch", ...lines, "*** End Patch"].join("\n") });

describe("write_file", () => {
  test("refuses a stub of the file that is there, and writes nothing", async () => {
    const workspace = createWorkspace([["a.js", "one();\ntwo();\nthree();\n"]]);
    const result = await use(
      "write_file",
      { path: "./a.js", content: "zero();\n// ... rest of the code unchanged\n" },
      workspace,
    );
    expect(result).toMatchObject({
      ok: false,
      text: expect.stringMatching(/was not written\. Line 2 .* would be lost/),
      events: [],
    });
    expect(workspace.changes().written).toEqual([]);
  });

  test("says that the entry page is missing, until it is there", async () => {
    const workspace = createWorkspace([]);
    const first = await use("write_file", { path: "a.css", content: "p { }\n" }, workspace);
    expect(first.text).toMatch(/^Wrote a\.css .*index\.html:1:1 error: There is no index\.html/s);
    expect((await use("write_file", { path: "index.html", content: html }, workspace)).text).toMatch(
      /^Wrote index\.html \(\d+ bytes\)\.$/,
    );
    expect((await use("write_file", { path: "a.css", content: "p { }\n" }, workspace)).text).toBe("Wrote a.css (6 bytes).");
  });
});

describe("edit_file", () => {
  test("tells of a syntax error that the edit made, with line and column", async () => {
    const result = await use("edit_file", { path: "src/lib/help.ts", edits: [{ search: "return 1;", replace: "return (1;" }] });
    expect(result.text).toMatch(/src\/lib\/help\.ts:2:\d+ error: /);
  });

  test("leaves the file alone when one of the edits fails", async () => {
    const edits = [
      { search: "return 1;", replace: "return 2;" },
      { search: "nowhere", replace: "" },
    ];
    const result = await use("edit_file", { path: "src/lib/help.ts", edits });
    expect(result).toMatchObject({ ok: false, text: expect.stringMatching(/^Error: Edit 2 of 2: /), events: [] });
    expect(result.workspace.changes().written).toEqual([]);
  });

  test("names the file that may have been meant", async () => {
    const result = await use("edit_file", { path: "help.ts", edits: [{ search: "a", replace: "b" }] });
    expect(result.text).toBe("Error: There is no file help.ts. Did you mean src/lib/help.ts? write_file makes a new one.");
  });
});

describe("what other files miss is told", () => {
  test("when a file is deleted", async () => {
    const { text } = await use("delete_file", { path: "src/lib/help.ts" });
    expect(text).toMatch(/^Deleted src\/lib\/help\.ts\. To be solved/);
    expect(text.split("\n").slice(1)).toEqual([
      'src/main.ts:1:23 error: "./lib/help" leads to src/lib/help, and there is no such file.',
      'src/side.ts:1:23 error: "./lib/help.js" leads to src/lib/help.js, and there is no such file.',
    ]);
  });

  test("when a file is renamed, and what the file itself misses at its new place", async () => {
    const { text } = await use("rename_file", { from: "src/side.ts", to: "other/side.ts" });
    expect(text.split("\n").slice(1)).toEqual([
      'other/side.ts:1:23 error: "./lib/help.js" leads to other/lib/help.js, and there is no such file.',
      'src/main.ts:2:9 error: "./side" leads to src/side, and there is no such file.',
    ]);
  });

  test("when a folder's index goes, and when the entry page does", async () => {
    const workspace = createWorkspace([
      ["index.html", page],
      ["src/main.ts", 'import "./parts";\n'],
      ["src/parts/index.ts", "export {};\n"],
    ]);
    expect((await use("delete_file", { path: "src/parts/index.ts" }, workspace)).text).toContain(
      'main.ts:1:9 error: "./parts" leads to',
    );
    expect((await use("delete_file", { path: "index.html" }, workspace)).text).toContain("There is no index.html");
  });

  test("and not what was wrong before, or is merely mentioned", async () => {
    const workspace = createWorkspace([
      ["index.html", html],
      ["a.ts", 'import "./gone";\n// free\n'],
      ["free.ts", "export {};\n"],
    ]);
    expect((await use("delete_file", { path: "free.ts" }, workspace)).text).toBe("Deleted free.ts.");
  });
});

describe("apply_patch", () => {
  const everything = patch(
    "*** Add File: src/new.ts",
    "+export const added = 1;",
    "*** Update File: src/lib/help.ts",
    "*** Move to: src/help.ts",
    "@@ export function help() {",
    "-  return 1;",
    "+  return 2;",
    "*** Delete File: notes.md",
  );

  test("is offered to those that want it, and carried out for all", () => {
    const names = (patchers: boolean) => toolsFor({ patch: patchers }).map((tool) => tool.name);
    expect(names(false)).not.toContain("apply_patch");
    expect(names(true)).toContain("apply_patch");
    expect(tools.map((tool) => tool.name)).toContain("apply_patch");
  });

  test("shows each file as a call of its own, as its own tool would", async () => {
    const { events, ok } = await use("apply_patch", everything);
    expect(ok).toBe(true);
    expect(events.map((event) => ("call_id" in event ? `${event.call_id} ${event.type}` : event.type))).toEqual([
      "1:0.1 file.start",
      "1:0.1 file.delta",
      "1:0.1 file.end",
      "1:0.2 tool.start",
      "1:0.2 file.renamed",
      "1:0.2 tool.end",
      "1:0.3 file.start",
      "1:0.3 file.delta",
      "1:0.3 file.end",
      "1:0.4 tool.start",
      "1:0.4 file.deleted",
      "1:0.4 tool.end",
    ]);
    expect(events[7]).toMatchObject({ offset: 34, remove: 1, text: "2" });
  });

  test("says what does not load after it", async () => {
    const { text } = await use("apply_patch", everything);
    expect(text).toMatch(
      /^Applied: wrote src\/new\.ts, renamed src\/lib\/help\.ts to src\/help\.ts, edited src\/help\.ts, deleted notes\.md\. To be solved/,
    );
    expect(text).toContain('src/main.ts:1:23 error: "./lib/help" leads to src/lib/help, and there is no such file.');
  });

  test("makes nothing when a part of it fails", async () => {
    const result = await use("apply_patch", patch("*** Add File: a.ts", "+1;", "*** Update File: b.ts", "-1", "+2"));
    expect(result).toMatchObject({ ok: false, events: [], text: expect.stringContaining("Nothing of the patch was applied.") });
    expect(result.workspace.changes()).toEqual({ written: [], deleted: [] });
  });

  test("called in a run that did not offer it, leads viewers to the files that are stored", async () => {
    const { model, requests } = scripted([[...call(0, "apply_patch", everything), finish()], done]);
    const workspace = app();
    const base = new Map(workspace.list().map(({ path }) => [path, workspace.read(path) ?? ""]));
    const { input, events } = harness([model], { kind: "update", workspace });
    await ending(input);
    expect(requests[0]?.tools.map((tool) => tool.name)).not.toContain("apply_patch");

    const seen = events
      .map((event, index) => ({ ...event, seq: index, at: "2026-01-01T00:00:00.000Z" }))
      .reduce(reduceRun, newRun("r", "2026-01-01T00:00:00.000Z"));
    const live = liveFiles(seen, (path) => base.get(path) ?? null);
    expect(live.map(({ path, text, open }) => [path, text === workspace.read(path), open])).toEqual([
      ["src/new.ts", true, false],
      ["src/help.ts", true, false],
    ]);
    expect(workspace.read("src/help.ts")).toContain("return 2;");
    const calls = seen.rounds?.flatMap(({ parts }) => parts.flatMap((part) => (part.kind === "call" ? [part] : [])));
    expect(calls?.filter(({ ok }) => ok === null)).toEqual([]);
    expect(calls?.[0]).toMatchObject({ name: "apply_patch", title: "Patch 3 files" });
  });
});

describe("a run whose app does not load", () => {
  const broken = '<!doctype html><script type="module" src="/missing.js"></script>\n';

  test.each([
    ["finishes", done],
    ["only talks", [{ type: "text" as const, text: "Done." }, finish("stop")]],
  ])("and that %s is asked twice to repair it, then completes with the warning", async (_, last) => {
    const { model, requests } = scripted([
      [...call(0, "write_file", { path: "index.html", content: broken }), finish()],
      last,
      last,
      last,
      last,
    ]);
    const { input, events } = harness([model]);
    expect(await ending(input)).toMatchObject({ status: "completed" });
    expect(requests).toHaveLength(4);
    for (const request of requests.slice(2)) {
      expect(request.conversation.at(-1)).toMatchObject({ text: expect.stringMatching(/does not load yet.*missing\.js/s) });
    }
    // No call is said to have gone well that was to end it.
    const ends = events.flatMap((event) => (event.type === "tool.end" ? [[event.ok, event.detail]] : []));
    expect(ends.filter(([ok, detail]) => ok || detail === "Everything loads")).toEqual([]);
    const notices = events.filter((event) => event.type === "notice");
    expect(notices).toEqual([expect.objectContaining({ code: "does_not_load", message: expect.stringContaining("missing.js") })]);
  });
});

describe("a text that is cut is cut between characters", () => {
  // So that every length of cut meets the middle of a pair in one of the two.
  const smiles = ["", "x"].map((before) => before + "😀".repeat(5_000));

  test.each(smiles)("%.3s…", async (long) => {
    const workspace = createWorkspace([
      ["a.txt", `${long}\n${long.repeat(20)}\n`],
      ["index.html", `<p>${long}`],
    ]);
    const results = [
      await use("search_files", { query: "😀" }, workspace),
      await use("search_files", { query: long }, workspace),
      await use("read_file", { path: "a.txt" }, workspace),
      await use("read_file", { path: "a.txt", start_line: 2, start_character: 1_001 }, workspace),
      await use("read_file", { path: "a.txt", start_line: 2, start_character: 1_002 }, workspace),
      await use("read_file", { path: long }, workspace),
      await use("write_file", { path: long, content: "" }, workspace),
      await use("write_file", { path: "a.js", content: `let ${long}😀 = ) ${long}` }, workspace),
      await use("edit_file", { path: "a.txt", edits: [{ search: "😀", replace: long }] }, workspace),
      await use("edit_file", { path: "a.txt", edits: [{ search: `${long}y`, replace: long }] }, workspace),
      await use("set_app_details", { name: long }, workspace),
      await use("finish_app", { summary: long, suggestions: [long] }, workspace),
    ];
    for (const { text, detail } of results) expect([text.isWellFormed(), detail.isWellFormed()]).toEqual([true, true]);
  });

  test("a range that begins in the middle of one begins with it, and the next one follows", async () => {
    const workspace = createWorkspace([["a.txt", `${"😀".repeat(60_000)}\n`]]);
    const first = await use("read_file", { path: "a.txt", start_character: 4 }, workspace);
    const [, line = "", rest = ""] = first.text.split("\n");
    const next = Number(/start_character (\d+)/.exec(rest)?.[1]);
    expect(line).toMatch(/^1\t(😀)+$/u);
    expect(next).toBe(3 + line.length - "1\t".length);
    expect(next % 2).toBe(1);
  });
});
