// What the demo model makes of requests in plain words, through the real orchestrator.
import { beforeAll, describe, expect, test } from "vitest";
import { kinds } from "../../src/demo/kinds/index.ts";
import { english } from "../../src/demo/languages/en.ts";
import { contrast, fromCss } from "../../src/demo/updates/oklch.ts";
import { type Files, play } from "./play.ts";

let timer: Files;
beforeAll(async () => {
  timer = (await play("a pomodoro timer with a task list")).files;
});

test("a part of the app that is called something does not rename the app", async () => {
  const { files } = await play("a kanban board");
  const { files: changed } = await play("Add a column called Blocked", { files });
  expect(changed.get("src/lib/board.ts")).toContain('{ id: "blocked", title: "Blocked" },');
  expect(changed.get("src/lib/app.ts")).toBe(files.get("src/lib/app.ts"));
});

describe("what it does not know it says", () => {
  test("an app", async () => {
    const { ending, changed } = await play("a CRM with Stripe billing");
    expect(changed).toEqual([]);
    expect(ending.content).toMatch(/built-in demo model/);
    for (const kind of kinds) expect(ending.content).toContain(english.kinds[kind.kind].example);
    expect(ending.content).toContain("OPENAI_API_KEY=… npm start");
  });

  test("a change, in an app that it knows", async () => {
    const { ending, changed } = await play("Let my team comment on tasks", { files: timer });
    expect([ending.status, changed]).toEqual(["completed", []]);
    expect(ending.content).toMatch(/I do not know how to do “team comment”.*built-in demo model/);
    expect(ending.suggestions).toContain("Add a dark mode");
  });

  test.each([
    "no dark mode please",
    "remove dark mode",
    "don't make it blue",
    "I don't like the red",
    "Do not rename it to Nope",
    "get rid of the daily goal",
  ])("what is not wanted is not made: %s", async (request) => {
    const { ending, changed } = await play(request, { files: timer });
    expect(changed).toEqual([]);
    expect(ending.content).toMatch(/I cannot make that change/);
  });

  test.each([
    ["There is no reset button", "Reset"],
    ["I don't see a reset button", "Reset"],
    ["No dark mode, but add a reset button", "Reset"],
    ["remove finished tasks", "Clear finished"],
  ])("what is missing is made: %s", async (request, label) => {
    const { changed, files } = await play(request, { files: timer });
    expect(changed).not.toContain("src/components/ThemeToggle.tsx");
    expect([...files.values()].some((content) => content.includes(label))).toBe(true);
  });

  test("not red but green is green, also when the colour that is not wanted comes last", async () => {
    const hue = async (request: string) =>
      fromCss(
        /--color-accent: ([^;]+);/.exec((await play(request, { files: timer })).files.get("src/styles.css") ?? "")?.[1] ?? "",
      )?.hue;
    expect(await hue("make it not red but green")).toBe(150);
    expect(await hue("make it green, not red")).toBe(150);
  });

  test("a long run of spaces costs no time", async () => {
    const began = performance.now();
    await play(`call it x${" ".repeat(39_000)}y`, { files: timer });
    expect(performance.now() - began).toBeLessThan(1_000);
  });

  test("a change that is there already", async () => {
    const { files } = await play("Add dark mode", { files: timer });
    const { ending, changed } = await play("Add dark mode", { files });
    expect(changed).toEqual([]);
    expect(ending.content).toMatch(/already in the app/);
  });

  test("a change of a file that a person has rewritten", async () => {
    const files = new Map(timer).set("src/styles.css", "body { color: black; }\n");
    const { ending, changed } = await play("Make it blue", { files });
    expect([ending.status, changed]).toEqual(["completed", []]);
    expect(ending.content).toMatch(/no longer as I know them/);
  });

  test("a question", async () => {
    const { ending, changed } = await play("How does it remember my tasks?", { files: timer, ask: true, name: "Steady" });
    expect([ending.status, changed]).toEqual(["completed", []]);
    expect(ending.content).toMatch(/Steady has these files: `index.html`/);
    expect(ending.content).toContain("`TaskList`");
    expect((await play("What is this?", { ask: true })).ending.content).toMatch(/no files yet/);
  });
});

describe("changes of every app", () => {
  test.each([
    ["rename it to Morning Pages", "Morning Pages"],
    ['Please call it "Pip & Co."', "Pip & Co."],
    ["change the name to Ärger", "Ärger"],
    ["Rename the app Zeitgeist and make it blue", "Zeitgeist"],
    ["call it Blue Dark Mode", "Blue Dark Mode"],
    ["call this $& please", null],
    ["call it It's 5 o'clock", "It's 5 o'clock"],
  ])("%s: %s", async (request, name) => {
    const { ending, files } = await play(request, { files: timer });
    expect(ending.appName ?? null).toBe(name);
    if (name === null) return;
    expect(files.get("src/lib/app.ts")).toContain(`export const appName = ${JSON.stringify(name)};`);
    expect(files.get("index.html")).toContain(`<title>${name.replaceAll("&", "&amp;")}</title>`);
  });

  const words = [
    "teal",
    "blue",
    "green",
    "orange",
    "red",
    "pink",
    "purple",
    "yellow",
    "brown",
    "grey",
    "black",
    "warm",
    "cooler",
    "magenta",
    "lime",
    "beige",
  ];
  test.each([...words, "#ff8800", "#fff", "#000", "#12f"])("%s stays readable, light and dark", async (word) => {
    const first = await play(`make it ${word} and add dark mode`, { files: timer });
    const second = await play(`use a ${word} theme`, { files: (await play("dark mode", { files: timer })).files });
    for (const { files } of [first, second]) {
      const blocks = (files.get("src/styles.css") ?? "").split("\n.dark {");
      expect(blocks).toHaveLength(2);
      const [light, dark] = blocks.map((block) =>
        ["accent", "accent-soft", "on-accent", "canvas"].map(
          (name) => fromCss(new RegExp(`--color-${name}: ([^;]+);`).exec(block)?.[1] ?? "")!,
        ),
      );
      for (const [accent, soft, onAccent, canvas] of [light!, dark!]) {
        for (const other of [soft!, onAccent!, canvas!]) expect(contrast(accent!, other)).toBeGreaterThanOrEqual(4.5);
      }
      expect(light![0]).not.toEqual(fromCss("oklch(0.52 0.165 30)"));
    }
  });

  test("two changes in one request, in one turn", async () => {
    const { ending, changed } = await play("Make it blue, add a dark mode and call it Blue Hour", { files: timer });
    expect(changed.sort()).toEqual([
      "index.html",
      "src/components/Header.tsx",
      "src/components/ThemeToggle.tsx",
      "src/lib/app.ts",
      "src/styles.css",
    ]);
    expect(ending.appName).toBe("Blue Hour");
    expect(ending.summary).toMatch(/dark mode.*blue.*Blue Hour/);
  });

  test("an edit rewrites nothing but its lines", async () => {
    const { files } = await play("make it blue", { files: timer });
    const before = timer.get("src/styles.css")?.split("\n") ?? [];
    const after = files.get("src/styles.css")?.split("\n") ?? [];
    expect(after.filter((line, index) => line !== before[index])).toHaveLength(3);
  });

  test("a new app takes them, too", async () => {
    const { ending, files } = await play("a green pomodoro timer called Basil with dark mode");
    expect(ending.appName).toBe("Basil");
    expect(files.has("src/components/ThemeToggle.tsx")).toBe(true);
    expect(files.get("src/lib/app.ts")).toContain('appName = "Basil"');
  });
});
