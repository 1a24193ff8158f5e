// A run whose app does not load ends completed, never in silence: what is wrong is in its outcome, and the model was told before.
import { describe, expect, test } from "vitest";
import { call, done, ending, finish, harness, html, type Script, scripted, write } from "./harness.ts";

const page = '<!doctype html><title>x</title><div id="root"></div><script type="module" src="/src/main.tsx"></script>\n';
const broken = "import { useState } from 'react';\nimport { useState } from 'react';\nconsole.log(useState);\n";
const writes = (main: string): Script => [...write(0, "index.html", page), ...write(1, "src/main.tsx", main), finish()];
const prose = (text: string): Script => [{ type: "text", text }, finish("stop")];

describe("an app that does not load", () => {
  test.each<[name: string, rounds: Script[]]>([
    ["finish_app again and again", [writes(broken), done, done, done]],
    ["prose again and again", [writes(broken), prose("Done."), prose("It is done."), prose("All done.")]],
  ])("%s: is accepted in the end, with its problems", async (_, rounds) => {
    const { model, requests } = scripted(rounds);
    const { input, events } = harness([model]);
    const { status, problems } = await ending(input);
    expect(status).toBe("completed");
    expect(problems).toEqual([
      { path: "src/main.tsx", line: 2, column: 10, severity: "error", message: expect.stringMatching(/"useState" is declared/) },
    ]);
    expect(events).toContainEqual(expect.objectContaining({ type: "notice", code: "does_not_load" }));
    const told = JSON.stringify(requests.slice(1));
    expect(told).toContain("src/main.tsx:2:10 error");
  });

  test("what is mended leaves no problem", async () => {
    const { model } = scripted([writes(broken), done, [...write(0, "src/main.tsx", "console.log(1);\n"), finish()], done]);
    const { input, events } = harness([model]);
    expect((await ending(input)).problems).toEqual([]);
    expect(events).not.toContainEqual(expect.objectContaining({ type: "notice" }));
  });
});

describe("what is told after a write", () => {
  const answerTo = async (content: string) => {
    const { model, requests } = scripted([[...call(0, "write_file", { path: "index.html", content }), finish()], done]);
    await ending(harness([model]).input);
    return JSON.stringify(requests[1]?.conversation.at(-1));
  };

  test("a missing picture or icon is not to be solved before the app can load", async () => {
    const told = await answerTo(html.replace("<p>", '<link rel="icon" href="/favicon.png"><img src="/a.png" alt=""><p>'));
    expect(told).not.toContain("To be solved");
    expect(told).toContain("The app loads all the same, but:");
  });

  test("what blocks comes first, and all of it stays short", async () => {
    const scripts = Array.from(
      { length: 60 },
      (_, n) => `<script type="module" src="/src/part-${n}-${"x".repeat(60)}.js"></script>`,
    );
    const told = await answerTo(html.replace("<p>", `<img src="/a.png" alt="">${scripts.join("")}<p>`));
    expect(told.indexOf("To be solved")).toBeGreaterThan(0);
    expect(told.indexOf("The app loads all the same")).toBeGreaterThan(told.indexOf("To be solved"));
    expect(told.length).toBeLessThan(1_700);
  });
});
