// add_component with the real sources: each component comes with all that it imports, fits the checks, and takes nothing that the app has.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import names from "../../src/orchestrator/components.generated.json" with { type: "json" };
import { ownLibraries } from "../../src/orchestrator/libraries.ts";
import { addComponent, type ComponentSources } from "../../src/orchestrator/tools/add-component.ts";
import type { RunEvent } from "../../src/protocol/events.ts";
import { checkApp } from "../../src/workspace/checks.ts";
import { createWorkspace } from "../../src/workspace/files.ts";

const sources: ComponentSources = JSON.parse(readFileSync("public/components/sources.json", "utf8"));

async function add(given: string[], files: [string, string][] = [], read: ComponentSources | null = sources) {
  const workspace = createWorkspace(files);
  const events: RunEvent[] = [];
  const result = await addComponent.run(
    { names: given },
    {
      workspace,
      details: {},
      known: {},
      shown: null,
      whatBlocks: () => "",
      libraries: ownLibraries,
      styleProblems: async () => [],
      components: async () => read,
      round: 1,
      callId: "1:0",
      emit: (some) => void events.push(...some),
    },
  );
  return {
    result,
    workspace,
    paths: workspace.list().map(({ path }) => path),
    ended: events.filter(({ type }) => type === "file.end"),
  };
}

const page = '<!doctype html><div id="root"></div><script type="module" src="/src/main.tsx"></script>\n';

describe.each(Object.keys(names))("%s", (name) => {
  test("loads with what comes with it", async () => {
    const { result, workspace, ended } = await add([name], [["index.html", page]]);
    expect(result.ok).toBe(true);
    expect(ended.length).toBe(workspace.changes().written.length);
    const main = `import * as all from "@/components/ui/${name}";\nconsole.log(all);\n`;
    workspace.write("src/main.tsx", main);
    expect(checkApp(workspace)).toEqual([]);
  });
});

test("the colours come once, and the answer says where they belong", async () => {
  const first = await add(["button"]);
  expect(first.paths).toEqual(["src/components/ui/button.tsx", "src/lib/utils.ts", "src/theme.css"]);
  expect(first.result.text).toMatch(/@import "\.\/theme\.css";/);
  const own = await add(["button"], [["src/index.css", ":root { --primary-foreground: white; }\n"]]);
  expect(own.paths).not.toContain("src/theme.css");
});

test("a file that the app has stays as it is, and is named", async () => {
  const { result, workspace } = await add(["Button", "alertDialog"], [["src/lib/utils.ts", "export const cn = String;\n"]]);
  expect(workspace.read("src/lib/utils.ts")).toBe("export const cn = String;\n");
  expect(result.text).toMatch(/Already there, left as they are: src\/lib\/utils\.ts\./);
  expect(workspace.has("src/components/ui/alert-dialog.tsx")).toBe(true);
});

test("an unknown name adds nothing, and says which there are", async () => {
  const { result, paths } = await add(["button", "megabutton"]);
  expect(result).toMatchObject({
    ok: false,
    text: expect.stringMatching(/no component megabutton\. Nothing was added\. There are: .*button/),
  });
  expect(paths).toEqual([]);
});

test("sources that cannot be read are a failure with what to do", async () => {
  const { result } = await add(["button"], [], null);
  expect(result).toMatchObject({ ok: false, text: expect.stringMatching(/Write what you need/) });
});
