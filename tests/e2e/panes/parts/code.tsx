// The code pane alone: two files of a version, and a run that begins to write when the page says so.
import { signal } from "@preact/signals";
import { render } from "preact";
import { CodePane } from "../../../../src/web/code/code-pane.tsx";
import type { CodeSlice } from "../../../../src/web/code/slice.ts";
import type { Run } from "../../../../src/web/model/index.ts";
import { newRun } from "../../../../src/web/model/state.ts";
import { at, kept } from "./stand-in.ts";

const texts: Record<string, string> = { "index.html": "<h1>Tea</h1>\n", "src/app.js": "let cups = 0;\n" };
const writing = signal<Run | null>(null);

const code: CodeSlice = {
  number: signal(1),
  writing,
  held: signal(false),
  openPath: signal(null),
  openLine: signal(null),
  whyEmpty: signal(null),
  files: () => Promise.resolve(Object.keys(texts).map((path) => ({ path, size: 1, sha256: path }))),
  bytes: () => Promise.resolve(new Blob()),
  ...{
    canAdd: signal(true),
    upload: signal(null),
    add: kept("add", Promise.resolve()),
    replace: kept("replace", Promise.resolve()),
  },
  text: (_number, { path }) => Promise.resolve(texts[path] ?? ""),
};

function write(): void {
  const file = { path: "src/new.js", action: "write", from: "", text: "let more = 1;\n", changes: [], size: null } as const;
  const call = { kind: "call", id: "c", at, ended_at: null, name: "write_file", title: "", ok: null, detail: "" } as const;
  writing.value = {
    ...newRun("run", at),
    status: "in_progress",
    rounds: [{ round: 1, parts: [{ ...call, file: { ...file, changes: [] } }] }],
  };
}

render(
  <>
    <CodePane code={code} />
    <button type="button" onClick={write}>
      Begin to write
    </button>
  </>,
  document.body,
);
