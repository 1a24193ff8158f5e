import { describe, expect, test } from "vitest";
import { fileMaxBytes } from "../../src/protocol/constants.ts";
import { appMaxBytes, appMaxFiles } from "../../src/workspace/change-set.ts";
import { createWorkspace } from "../../src/workspace/files.ts";

const base: [string, string][] = [
  ["index.html", "<h1>Hi</h1>"],
  ["src/App.tsx", "export {};"],
];

describe("a workspace", () => {
  test("reads, lists with sizes in bytes and knows what is there", () => {
    const workspace = createWorkspace(base);
    workspace.write("a.txt", "ü🙂");
    expect(workspace.list()).toEqual([
      { path: "a.txt", size: 6 },
      { path: "index.html", size: 11 },
      { path: "src/App.tsx", size: 10 },
    ]);
    expect(workspace.read("./src/App.tsx")).toBe("export {};");
    expect(workspace.has("/index.html")).toBe(true);
    expect(workspace.read("nowhere")).toBeUndefined();
    expect(workspace.has("../index.html")).toBe(false);
  });

  test("says what a write did", () => {
    const workspace = createWorkspace(base);
    expect(workspace.write("./new.txt", "x")).toEqual({ ok: true, path: "new.txt", size: 1, change: "added" });
    expect(workspace.write("index.html", "y")).toMatchObject({ change: "modified" });
    expect(workspace.write("index.html", "y")).toMatchObject({ change: "unchanged" });
  });

  test("knows what changed since the base, and only that", () => {
    const workspace = createWorkspace(base);
    expect(workspace.changes()).toEqual({ written: [], deleted: [] });
    workspace.write("b.txt", "b");
    workspace.write("index.html", "new");
    workspace.remove("src/App.tsx");
    expect(workspace.changes()).toEqual({
      written: [
        { path: "b.txt", content: "b", modified: false },
        { path: "index.html", content: "new", modified: true },
      ],
      deleted: ["src/App.tsx"],
    });
    workspace.write("index.html", "<h1>Hi</h1>");
    workspace.write("src/App.tsx", "export {};");
    workspace.remove("b.txt");
    expect(workspace.changes()).toEqual({ written: [], deleted: [] });
  });

  test("a renamed file is written under the new path and deleted under the old one", () => {
    const workspace = createWorkspace(base);
    expect(workspace.rename("src/App.tsx", "src/Main.tsx")).toEqual({ ok: true, from: "src/App.tsx", to: "src/Main.tsx" });
    expect(workspace.changes()).toEqual({
      written: [{ path: "src/Main.tsx", content: "export {};", modified: false }],
      deleted: ["src/App.tsx"],
    });
    workspace.rename("src/Main.tsx", "src/App.tsx");
    expect(workspace.changes()).toEqual({ written: [], deleted: [] });
  });

  test.each([
    [
      "removing what is not there",
      (w: ReturnType<typeof createWorkspace>) => w.remove("App.tsx"),
      /no file App\.tsx\. Did you mean src\/App\.tsx\?/,
    ],
    ["renaming what is not there", (w: ReturnType<typeof createWorkspace>) => w.rename("x.css", "y.css"), /no file x\.css/],
    ["renaming onto a file", (w: ReturnType<typeof createWorkspace>) => w.rename("index.html", "src/App.tsx"), /exists already/],
    [
      "renaming to itself",
      (w: ReturnType<typeof createWorkspace>) => w.rename("index.html", "./index.html"),
      /that name already/,
    ],
    ["renaming into a file", (w: ReturnType<typeof createWorkspace>) => w.rename("index.html", "src/App.tsx/x"), /is a file/],
    ["writing onto a folder", (w: ReturnType<typeof createWorkspace>) => w.write("src", "x"), /src is a folder/],
    ["writing into a file", (w: ReturnType<typeof createWorkspace>) => w.write("index.html/x", "x"), /index\.html is a file/],
    ["a bad path", (w: ReturnType<typeof createWorkspace>) => w.write("../x", "x"), /cannot leave/],
    ["half a character", (w: ReturnType<typeof createWorkspace>) => w.write("x", "\ud83d"), /surrogate/],
    [
      "a file that is too large",
      (w: ReturnType<typeof createWorkspace>) => w.write("x", "ü".repeat(fileMaxBytes / 2 + 1)),
      /may have 1500000/,
    ],
  ])("refuses %s, and nothing changes", (_, act, message) => {
    const workspace = createWorkspace(base);
    const result = act(workspace);
    expect(result.ok ? "" : result.reason).toMatch(message);
    expect(workspace.changes()).toEqual({ written: [], deleted: [] });
  });

  test("holds a limited number of files, and still changes those it has", () => {
    const workspace = createWorkspace(Array.from({ length: appMaxFiles }, (_, index) => [`f${index}`, ""] as const));
    expect(workspace.write("more", "x")).toMatchObject({ ok: false, reason: expect.stringContaining("300") });
    expect(workspace.write("f0", "x").ok).toBe(true);
    workspace.remove("f1");
    expect(workspace.write("more", "x").ok).toBe(true);
  });

  test("holds a limited number of bytes, and may always shrink", () => {
    const large = "x".repeat(fileMaxBytes);
    const workspace = createWorkspace([1, 2, 3, 4].map((number) => [`f${number}`, large] as const));
    expect(4 * fileMaxBytes).toBeGreaterThan(appMaxBytes);
    expect(workspace.write("f5", "x")).toMatchObject({ ok: false });
    expect(workspace.write("f4", "x".repeat(fileMaxBytes - 1)).ok).toBe(true);
    workspace.remove("f4");
    expect(workspace.write("f5", "x").ok).toBe(true);
  });
});
