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

describe("a file that is not text", () => {
  const logo = { sha256: "l".repeat(64), size: 1_000, content_type: "image/png", width: 20, height: 10 };
  const withLogo = () =>
    createWorkspace([
      ["index.html", "<p>x</p>"],
      ["logo.png", logo],
    ]);

  test("is there, has a kind and no text", () => {
    const files = withLogo();
    expect([files.has("logo.png"), files.read("logo.png"), files.binary("./logo.png"), files.binary("index.html")]).toEqual([
      true,
      undefined,
      logo,
      undefined,
    ]);
    expect(files.list()).toEqual([
      { path: "index.html", size: 8 },
      { path: "logo.png", size: 1_000, binary: logo },
    ]);
  });

  test("is moved, deleted and put back by what names it, and no text goes over it", () => {
    const files = withLogo();
    expect(files.write("logo.png", "x")).toMatchObject({
      ok: false,
      reason: expect.stringContaining("PNG picture, 20 × 10 pixels"),
    });
    expect(files.rename("logo.png", "src/logo.ts")).toMatchObject({ ok: false, reason: expect.stringContaining("is no text") });
    expect(files.rename("logo.png", "public/a.png")).toMatchObject({ ok: true });
    expect(files.changes()).toEqual({
      written: [{ path: "public/a.png", content: logo, modified: false }],
      deleted: ["logo.png"],
    });
    expect(files.place("logo.png", logo)).toMatchObject({ ok: true, change: "added" });
    expect(files.remove("public/a.png")).toMatchObject({ ok: true });
    expect(files.changes()).toEqual({ written: [], deleted: [] });
    expect(files.remove("logo.png")).toMatchObject({ ok: true });
    expect(files.write("logo.png", "text now")).toMatchObject({ ok: true });
    expect(files.changes().written).toEqual([{ path: "logo.png", content: "text now", modified: true }]);
  });

  test("counts for limits of its own", () => {
    const large = (at: number) => [`${at}.bin`, { ...logo, sha256: String(at), size: 10_000_000 }] as const;
    const files = createWorkspace([0, 1, 2, 3, 4].map(large));
    expect(files.write("a.txt", "x".repeat(1_000_000))).toMatchObject({ ok: true });
    expect(files.place("5.bin", logo)).toMatchObject({
      ok: false,
      reason: expect.stringContaining("pictures and other binary files"),
    });
    expect(files.place("0.bin", { ...logo, size: 10_000_001 })).toMatchObject({ ok: false });
  });
});
