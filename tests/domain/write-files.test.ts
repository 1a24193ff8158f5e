// A person's own change: what it may be, and that nothing is stored for one that is refused.
import { describe, expect, test } from "vitest";
import { type WriteInput, writeFiles } from "../../src/domain/write-files.ts";
import { fileMaxBytes } from "../../src/protocol/constants.ts";
import { appMaxFiles } from "../../src/workspace/change-set.ts";
import { appOf, fakeWorld, onApp, type World } from "./world.ts";

async function worldWith(files: Record<string, string>): Promise<World> {
  const world = fakeWorld({ apps: [appOf("one", "ada")] });
  await world.put("one", files);
  return world;
}

const write = async (world: World, input: Partial<WriteInput>) =>
  writeFiles(world, await onApp(world, "file.write"), { written: [], deleted: [], expectedNumber: 1, ...input });

const base = { "index.html": "<p>1</p>", "src/a.js": "1;" };

describe("a change by hand", () => {
  test("after which the app does not load is made, and what is wrong is named; the next one mends it", async () => {
    const world = await worldWith({ "index.html": '<p>1</p><script type="module" src="/src/a.js"></script>', "src/a.js": "1;" });
    await write(world, { written: [{ path: "src/a.js", content: "let a = 1;\nlet a = 2;" }] });
    await write(world, { written: [{ path: "src/a.js", content: "let a = 1;" }], expectedNumber: 2 });
    const told = world.committed.map(({ problems, notices = [] }) => [
      problems.map(({ path, line, column, severity }) => `${path}:${line}:${column} ${severity}`),
      notices.map(({ code }) => code),
    ]);
    expect(told).toEqual([
      [["src/a.js:2:5 error"], ["does_not_load"]],
      [[], []],
    ]);
  });

  test.each([
    [{ written: [{ path: "./index.html", content: "2" }] }, "Edited index.html by hand.", ["index.html modified"]],
    [{ written: [{ path: "new.js", content: "2" }] }, "Edited new.js by hand.", ["new.js added"]],
    [{ deleted: ["/src/a.js"] }, "Deleted src/a.js by hand.", ["src/a.js deleted"]],
    [
      { written: [{ path: "b.js", content: "1;" }], deleted: ["src/a.js"] },
      "Changed 2 files by hand.",
      ["b.js added", "src/a.js deleted"],
    ],
    // A folder gives way to a file of its name.
    [
      { written: [{ path: "src", content: "x" }], deleted: ["src/a.js"] },
      "Changed 2 files by hand.",
      ["src added", "src/a.js deleted"],
    ],
  ])("%o: %s", async (input, summary, changes) => {
    const world = await worldWith(base);
    const result = await write(world, input);
    if (!result.ok) throw new Error(result.problem.message);
    const { number, metadata } = result.value;
    expect([number, metadata.origin, result.value.summary]).toEqual([2, "edit", summary]);
    expect(metadata.files_changed.map(({ path, change }) => `${path} ${change}`)).toEqual(changes);
    for (const { sha256 } of await world.store.listFiles("one", 2)) expect(world.blobs.has(sha256)).toBe(true);
  });

  test.each<[Partial<WriteInput>, string, RegExp]>([
    [{}, "bad_request", /Nothing would change/],
    [{ written: [{ path: "index.html", content: "<p>1</p>" }] }, "bad_request", /the same already/],
    [{ written: [{ path: "../x", content: "" }] }, "invalid_input", /cannot leave/],
    [{ written: [{ path: "src", content: "" }] }, "invalid_input", /src is a folder/],
    [{ written: [{ path: "index.html/x", content: "" }] }, "invalid_input", /index\.html is a file/],
    [
      {
        written: [
          { path: "a", content: "1" },
          { path: "./a", content: "2" },
        ],
      },
      "invalid_input",
      /a is named twice/,
    ],
    [{ written: [{ path: "index.html", content: "1" }], deleted: ["index.html"] }, "invalid_input", /index\.html is named twice/],
    [{ written: [{ path: "a", content: "\0" }] }, "unsupported_media_type", /not text/],
    [{ written: [{ path: "a", content: "\ud83d" }] }, "unsupported_media_type", /not text/],
    [{ written: [{ path: "a", content: "x".repeat(fileMaxBytes + 1) }] }, "too_large", /a would have 1500001 bytes/],
    [
      { written: Array.from({ length: appMaxFiles }, (_, at) => ({ path: `f${at}`, content: "" })) },
      "too_large",
      /would have 302 files; 300/,
    ],
    [{ deleted: ["nowhere"] }, "not_found", /Version 1 has no file nowhere/],
    [{ deleted: ["index.html"], expectedNumber: 7 }, "version_moved_on", /at version 1, not 7/],
  ])("is refused: %o", async (input, code, message) => {
    const world = await worldWith(base);
    const blobs = world.blobs.size;
    expect(await write(world, input)).toMatchObject({ ok: false, problem: { code, message: expect.stringMatching(message) } });
    expect([world.blobs.size, world.committed]).toEqual([blobs, []]);
  });

  test("waits for no run", async () => {
    const world = await worldWith(base);
    const record = world.apps.get("one");
    if (record) world.apps.set("one", { ...record, app: { ...record.app, status: "generating" } });
    expect(await write(world, { deleted: ["index.html"] })).toMatchObject({ ok: false, problem: { code: "run_in_progress" } });
  });

  test("that somebody else was faster with is refused by the hub, which decides", async () => {
    const world = await worldWith(base);
    world.beforeCommit = async () => void (await world.put("one", { "index.html": "theirs" }));
    expect(await write(world, { deleted: ["index.html"] })).toMatchObject({ ok: false, problem: { code: "version_moved_on" } });
  });
});
