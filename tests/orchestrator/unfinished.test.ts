// Answers without a native call: calls and pages in the text are carried out, what is not the end of the work is asked for again, and a run that did
// nothing fails with the reason.
import { describe, expect, test } from "vitest";
import { createWorkspace } from "../../src/workspace/files.ts";
import { call, done, ending, finish, harness, html, type Script, scripted, write } from "./harness.ts";

const says = (text: string): Script => [{ type: "text", text }, finish("stop")];
const written = says(
  `I will write it.\n<tool_call>\n${JSON.stringify({ name: "write_file", arguments: { path: "index.html", content: html } })}\n</tool_call>`,
);
const finished = says('<tool_call>\n{"name": "finish_app", "arguments": {"summary": "Done."}}\n</tool_call>');
const app = () => createWorkspace([["index.html", html]]);

describe("calls in the text", () => {
  test("are carried out, shown as files and kept as calls; a notice says so once", async () => {
    const { model, requests } = scripted([written, finished]);
    const { input, workspace, events } = harness([model]);
    expect(await ending(input)).toMatchObject({ status: "completed", content: "I will write it.", summary: "Done." });
    expect(workspace.read("index.html")).toBe(html);
    expect(events.filter((event) => event.type === "notice")).toEqual([expect.objectContaining({ code: "calls_in_text" })]);
    expect(events).toContainEqual(expect.objectContaining({ type: "file.start", path: "index.html" }));
    expect(JSON.stringify(events)).not.toContain("tool_call>");
    expect(requests[1]?.conversation.slice(-2)).toEqual([
      expect.objectContaining({ role: "assistant", calls: [expect.objectContaining({ name: "write_file" })] }),
      expect.objectContaining({ role: "tool", text: expect.stringContaining("Wrote index.html") }),
    ]);
  });

  test("that do not fit are not shown: the model is told how to call, and the run fails after the second time", async () => {
    const bad = says('I write.\n<tool_call>{"name": "create_file", "arguments": {"path": "index.html"}}</tool_call>');
    const { model, requests } = scripted([bad, bad, done]);
    const { input, events } = harness([model]);
    expect(await ending(input)).toMatchObject({
      status: "failed",
      error: { code: "unreadable_calls" },
      content: "I write.\n\nI write.",
    });
    expect(requests).toHaveLength(2);
    expect(requests[1]?.conversation.at(-1)).toMatchObject({
      role: "user",
      note: true,
      text: expect.stringContaining('no tool "create_file"'),
    });
    expect(JSON.stringify(events)).not.toContain("create_file");
  });

  test("of a tool by another spelling of its name are carried out as native ones are", async () => {
    const spelled = says(
      `<tool_call>${JSON.stringify({ name: "functions.WriteFile", arguments: { path: "index.html", content: html } })}</tool_call>`,
    );
    const { model } = scripted([spelled, finished]);
    const { input, workspace } = harness([model]);
    expect(await ending(input)).toMatchObject({ status: "completed" });
    expect(workspace.read("index.html")).toBe(html);
  });

  test("that do not fit are forgiven when the next ones do", async () => {
    const bad = says('<tool_call>{"name": "write_file", "arguments": {}}</tool_call>');
    const { model } = scripted([bad, written, bad, finished]);
    expect(await ending(harness([model]).input)).toMatchObject({ status: "completed" });
  });

  test("are followed by what the later one of them lacks", async () => {
    const half = [
      ...written.slice(0, 1),
      ...says('\n<tool_call>{"name": "write_file", "arguments": {"path": "a.css"}}</tool_call>'),
    ];
    const { model, requests } = scripted([half, finished]);
    expect(await ending(harness([model]).input)).toMatchObject({ status: "completed" });
    expect(requests[1]?.conversation.at(-1)).toMatchObject({ note: true, text: expect.stringContaining("needs content") });
    expect(requests[1]?.conversation.at(-2)).toMatchObject({ role: "tool" });
  });

  test("that the output limit cut are not carried out", async () => {
    const text = '<tool_call>{"name": "write_file", "arguments": {"path": "index.html", "content": "<!doc';
    const { model, requests } = scripted([[{ type: "text", text }, finish("length")], written, finished]);
    expect(await ending(harness([model]).input)).toMatchObject({ status: "completed" });
    expect(requests[1]?.conversation.at(-1)).toMatchObject({ role: "tool", text: expect.stringContaining("output limit") });
  });

  test("may be long and hold tables of the same", async () => {
    const content = `${html}<pre>${"0, ".repeat(20_000)}</pre>`;
    const text = JSON.stringify({ name: "write_file", arguments: { path: "index.html", content } });
    const pieces = Array.from({ length: Math.ceil(text.length / 500) }, (_, at) => ({
      type: "text" as const,
      text: text.slice(at * 500, (at + 1) * 500),
    }));
    const { model } = scripted([[...pieces, finish("stop")], finished]);
    const { input, workspace } = harness([model]);
    expect(await ending(input)).toMatchObject({ status: "completed" });
    expect(workspace.read("index.html")).toBe(content);
  });

  test("change nothing when a question is answered, and one in a fence is the answer", async () => {
    const shown = `A call looks so:\n\`\`\`json\n{"name": "delete_file", "arguments": {"path": "index.html"}}\n\`\`\``;
    const { model } = scripted([says(shown)]);
    const { input } = harness([model], { kind: "ask", workspace: app() });
    expect(await ending(input)).toMatchObject({ status: "completed", content: shown });
    const meant = scripted([
      says('<tool_call>{"name": "delete_file", "arguments": {"path": "index.html"}}</tool_call>'),
      says("It is there."),
    ]);
    const asked = harness([meant.model], { kind: "ask", workspace: app() });
    expect(await ending(asked.input)).toMatchObject({ status: "completed", content: "It is there." });
    expect(asked.input.workspace.has("index.html")).toBe(true);
    expect(meant.requests[1]?.conversation.at(-1)).toMatchObject({ text: expect.stringContaining("nothing can be changed") });
  });
});

describe("a whole page in the text", () => {
  test("becomes the first page of an app that has none", async () => {
    const { model } = scripted([
      says(`Here it is:\n\n\`\`\`html\n<!doctype html>\n<html><body>x</body></html>\n\`\`\`\n`),
      says("Enjoy."),
    ]);
    const { input, workspace, events } = harness([model]);
    expect(await ending(input)).toMatchObject({ status: "completed", content: "Here it is:\n\nEnjoy." });
    expect(workspace.read("index.html")).toBe("<!doctype html>\n<html><body>x</body></html>\n");
    expect(events).toContainEqual(expect.objectContaining({ type: "notice", code: "calls_in_text" }));
  });

  test("of an app that has one is never guessed: the model is asked, and the run fails when it does it again", async () => {
    const pasted = says("Now in red:\n\n```html\n<!doctype html>\n<html><body>red</body></html>\n```\nDone.");
    const { model, requests } = scripted([pasted, pasted]);
    const { input } = harness([model], { kind: "update", workspace: app() });
    expect(await ending(input)).toMatchObject({ status: "failed", error: { code: "only_announced" } });
    expect(requests).toHaveLength(2);
    expect(input.workspace.read("index.html")).toBe(html);
  });
});

describe("prose alone", () => {
  test("never completes a new app", async () => {
    for (const text of [
      "Done. Your app is ready.",
      "I can build web apps. What would you like?",
      "I will now write the files:",
    ]) {
      const { model, requests } = scripted([says(text), says(text), done]);
      expect(await ending(harness([model]).input)).toMatchObject({ status: "failed", error: { code: "no_entry" } });
      expect(requests).toHaveLength(2);
      expect(requests[1]?.conversation.at(-1)).toMatchObject({ note: true, text: expect.stringContaining("index.html") });
    }
  });

  test("nor does finish_app", async () => {
    const { model } = scripted([done, done, done, done]);
    expect(await ending(harness([model]).input)).toMatchObject({ status: "failed", error: { code: "no_entry" } });
  });

  test("is asked to go on, and may", async () => {
    const { model } = scripted([
      says("I'll create the app now. Let me write the files:"),
      [...write(0, "index.html", html), finish()],
      done,
    ]);
    expect(await ending(harness([model]).input)).toMatchObject({ status: "completed" });
  });

  test.each([
    "I will now write the files:",
    "Sure. Let me update the styles.",
    "Let me start by reading index.html…",
    "Ich ändere jetzt die Farbe:",
    "**Now, I'll make the button red:**",
    "**I'll now edit the file.**",
    "I need to read the file first.",
    "I'll get started right away!",
    "One moment while I update the file.",
    "Working on it now.",
    "Updating index.html now...",
    "Okay, I'm going to change the colour now.",
    "接下来我会修改文件：",
  ])("that only announces a change is asked for it once, and fails then: %s", async (text) => {
    const { model, requests } = scripted([says(text), says(text)]);
    const { input } = harness([model], { kind: "update", workspace: app() });
    expect(await ending(input)).toMatchObject({ status: "failed", error: { code: "only_announced" } });
    expect(requests).toHaveLength(2);
  });

  test.each([
    "Done! The button is red now.",
    "The app stores its data in localStorage.",
    "Yes. I'll add it if you want me to.",
    "Let me know if you want another colour.",
    "Update it now.",
    "I need to know which button you mean.",
    "Updating the list is what the button does.",
    "It has two parts:\n- a list\n- a form",
    "See `App.tsx`:\n```tsx\nconst a = 1;\n```",
  ])("that answers a person is an answer: %s", async (text) => {
    const { model, requests } = scripted([says(text)]);
    const { input } = harness([model], { kind: "update", workspace: app() });
    expect(await ending(input)).toMatchObject({ status: "completed", content: text });
    expect(requests).toHaveLength(1);
  });

  test("after changes that load stays an end, when asking brings no more", async () => {
    const { model, requests } = scripted([
      [...write(0, "a.css", "a {}\n"), finish()],
      says("Now the script:"),
      says("Now the script:"),
    ]);
    const { input } = harness([model], { kind: "update", workspace: app() });
    expect(await ending(input)).toMatchObject({ status: "completed" });
    expect(requests).toHaveLength(3);
  });
});

test("a change that failed is no end: the model is asked once, and may say why", async () => {
  const missing: Script = [...call(0, "edit_file", { path: "index.html", edits: [{ search: "none", replace: "y" }] }), finish()];
  const right: Script = [...call(0, "edit_file", { path: "index.html", edits: [{ search: "<p>x", replace: "<p>y" }] }), finish()];
  const mended = scripted([missing, says("Changed."), right, says("Changed.")]);
  const first = harness([mended.model], { kind: "update", workspace: app() });
  expect(await ending(first.input)).toMatchObject({ status: "completed" });
  expect(first.input.workspace.read("index.html")).toContain("<p>y");
  expect(mended.requests[2]?.conversation.at(-1)).toMatchObject({ note: true, text: expect.stringContaining("has changed") });
  const given = scripted([missing, says("Changed."), says("There is no such text.")]);
  const second = harness([given.model], { kind: "update", workspace: app() });
  expect(await ending(second.input)).toMatchObject({ status: "completed", content: "Changed.\n\nThere is no such text." });
});

test("a call that its server lost is asked for once; what is said then stands", async () => {
  const lost: Script = [{ type: "text", text: "I look at the file." }, finish("tool_calls")];
  const { model, requests } = scripted([lost, says("It is a page.")]);
  expect(await ending(harness([model], { kind: "ask", workspace: app() }).input)).toMatchObject({ status: "completed" });
  expect(requests[1]?.conversation.at(-1)).toMatchObject({ note: true, text: expect.stringContaining("no call arrived") });
  const again = scripted([lost, lost]);
  expect(await ending(harness([again.model], { kind: "update", workspace: app() }).input)).toMatchObject({ status: "completed" });
});

test("that a call is being written as text is told before it is whole", async () => {
  const { model } = scripted([]);
  const stages: boolean[] = [];
  const { input, events } = harness([
    {
      ...model,
      async stream(_request, take) {
        for (const text of ["I write.\n<tool_call>", `{"name": "list_files"}</tool_call>`]) {
          await take({ type: "text", text });
          stages.push(events.some((event) => event.type === "stage.changed" && event.stage === "coding"));
        }
        await take(finish("stop"));
      },
    },
  ]);
  await ending(input);
  expect(stages.slice(0, 2)).toEqual([true, true]);
});

describe("an empty answer", () => {
  const empty: Script = [finish("stop")];
  const thought: Script = [{ type: "reasoning", text: "Hm." }, finish("stop")];
  test.each<[what: string, script: Script]>([
    ["nothing", empty],
    ["reasoning only", thought],
    ["white space", says(" \n")],
  ])("of %s is asked for again twice", async (_what, script) => {
    const { model, requests } = scripted([script, script, [...write(0, "index.html", html), finish()], done]);
    expect(await ending(harness([model]).input)).toMatchObject({ status: "completed" });
    expect(requests).toHaveLength(4);
    for (const { conversation } of requests)
      for (const item of conversation) if (item.role === "assistant") expect(item.calls.length).toBeGreaterThan(0);
    const never = scripted(Array.from({ length: 9 }, () => script));
    expect(await ending(harness([never.model]).input)).toMatchObject({ error: { code: "empty_answer" } });
    expect(never.requests).toHaveLength(3);
  });

  test("to a question is asked for again, too", async () => {
    const { model } = scripted([empty, says("It is a page.")]);
    const { input } = harness([model], { kind: "ask", workspace: app() });
    expect(await ending(input)).toMatchObject({ status: "completed", content: "It is a page." });
  });

  test("after tools were answered does not lose what was done", async () => {
    const { model } = scripted([[...write(0, "a.css", "a {}\n"), finish()], empty, empty, empty]);
    const { input } = harness([model], { kind: "update", workspace: app() });
    expect(await ending(input)).toMatchObject({ status: "completed" });
  });

  test("is counted over a pause", async () => {
    const { model } = scripted([empty, empty, empty]);
    const first = harness([model], { sliceMs: -1 });
    await expect(ending(first.input)).rejects.toThrow("paused");
    const { input } = harness([model], { checkpoints: first.checkpoints });
    expect(await ending(input)).toMatchObject({ error: { code: "empty_answer" } });
  });

  test("does not count against a model that worked in between", async () => {
    const look: Script = [...call(0, "list_files", {}), finish()];
    const { model } = scripted([empty, empty, look, empty, empty, [...write(0, "index.html", html), finish()], done]);
    expect(await ending(harness([model]).input)).toMatchObject({ status: "completed" });
  });
});
