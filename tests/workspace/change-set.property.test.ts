// A change set leads from one tree to the other whatever the two are, and says of each path once what became of it.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fileMaxBytes } from "../../src/protocol/constants.ts";
import {
  applyChanges,
  appMaxBytes,
  appMaxFiles,
  changeSet,
  isEmpty,
  namedChanges,
  refuseChanges,
  sorted,
} from "../../src/workspace/change-set.ts";
import { createWorkspace } from "../../src/workspace/files.ts";
import { fuzzRuns } from "../fakes/fuzz.ts";

interface File {
  path: string;
  sha256: string;
  size: number;
}

const paths = ["a", "a.js", "b", "b/c", "b/c/d", "index.html", "src/App.tsx", "src/app.tsx", "ü", "😀", "\uffee"];
const file = fc.record({
  path: fc.constantFrom(...paths),
  sha256: fc.constantFrom("1", "2"),
  size: fc.integer({ min: 0, max: 9 }),
});
const tree = fc.uniqueArray(file, { selector: ({ path }) => path, maxLength: paths.length });
const hash = ({ sha256 }: File) => sha256;
const runs = { numRuns: fuzzRuns(300) };

/** The same content has the same size, as it has outside of this test. */
const settled = (files: File[]): File[] => files.map((entry) => ({ ...entry, size: Number(entry.sha256) }));

describe("a change set", () => {
  test("applied to the older tree gives the newer one", () => {
    fc.assert(
      fc.property(tree, tree, (before, after) => {
        const [from, to] = [settled(before), settled(after)];
        expect(applyChanges(from, changeSet(from, to, hash))).toEqual(sorted(to));
      }),
      runs,
    );
  });

  test("says of each path of both trees once what became of it", () => {
    fc.assert(
      fc.property(tree, tree, (from, to) => {
        const changes = changeSet(from, to, hash);
        const named = [...namedChanges(changes).map(({ path }) => path), ...changes.unchanged];
        expect(named.sort()).toEqual([...new Set([...from, ...to].map(({ path }) => path))].sort());
        for (const { path, change } of namedChanges(changes)) {
          const [was, is] = [from, to].map((files) => files.some((entry) => entry.path === path));
          expect([path, change]).toEqual([path, was && is ? "modified" : is ? "added" : "deleted"]);
        }
        expect(isEmpty(changes)).toBe(namedChanges(changes).length === 0);
      }),
      runs,
    );
  });

  test("does not depend on the order of the files, and is sorted", () => {
    fc.assert(
      fc.property(tree, tree, (from, to) => {
        const changes = changeSet(from, to, hash);
        expect(changeSet([...from].reverse(), [...to].reverse(), hash)).toEqual(changes);
        for (const list of [changes.written.map(({ path }) => path), changes.modified, changes.deleted, changes.unchanged])
          expect(list).toEqual([...list].sort());
      }),
      runs,
    );
  });

  test("back again names the same paths the other way round", () => {
    fc.assert(
      fc.property(tree, tree, (from, to) => {
        const opposite = { added: "deleted", modified: "modified", deleted: "added" } as const;
        const back = namedChanges(changeSet(to, from, hash));
        const turned = namedChanges(changeSet(from, to, hash)).map(({ path, change }) => ({ path, change: opposite[change] }));
        expect(back).toEqual(turned);
      }),
      runs,
    );
  });

  test("is what a workspace says after any writes and removals", () => {
    const step = fc.record({ path: fc.constantFrom(...paths), content: fc.constantFrom("1", "2", null) });
    fc.assert(
      fc.property(fc.uniqueArray(step, { maxLength: 30, selector: (entry) => JSON.stringify(entry) }), (steps) => {
        const base: [string, string][] = [["index.html", "1"]];
        const workspace = createWorkspace(base);
        const now = new Map(base);
        for (const { path, content } of steps) {
          const result = content === null ? workspace.remove(path) : workspace.write(path, content);
          if (!result.ok) continue;
          if (content === null) now.delete(path);
          else now.set(path, content);
        }
        const files = (map: Iterable<[string, string]>) => Array.from(map, ([path, content]) => ({ path, content }));
        const { written, modified, deleted } = changeSet(files(base), files(now), ({ content }) => content);
        const marked = written.map((entry) => ({ ...entry, modified: modified.includes(entry.path) }));
        expect(workspace.changes()).toEqual({ written: marked, deleted });
      }),
      runs,
    );
  });
});

const sized = (count: number, size: number): File[] =>
  Array.from({ length: count }, (_, index) => ({ path: `f${String(index).padStart(4, "0")}`, sha256: "old", size }));
const change = (from: File[], written: File[], deleted: string[] = []) =>
  refuseChanges(from, changeSet(from, applyChanges(from, { written, deleted }), hash));
const fresh = (path: string, size = 1): File => ({ path, sha256: "new", size });

describe("what an app may hold", () => {
  test("files", () => {
    expect(change(sized(appMaxFiles - 1, 1), [fresh("one")])).toBeNull();
    expect(change(sized(appMaxFiles, 1), [fresh("one")])).toMatchObject({
      reason: "too_large",
      message: expect.stringMatching(/301 files; 300/),
    });
    expect(change(sized(appMaxFiles, 1), [fresh("one")], ["f0000"])).toBeNull();
    expect(change(sized(appMaxFiles, 1), [fresh("f0000")])).toBeNull();
    // From before the limit was what it is.
    expect(change(sized(appMaxFiles + 9, 1), [fresh("f0000")], ["f0001"])).toBeNull();
  });

  test("bytes, of one file and of all", () => {
    expect(change([], [fresh("one", fileMaxBytes)])).toBeNull();
    expect(change([], [fresh("one", fileMaxBytes + 1)])).toMatchObject({
      reason: "too_large",
      message: expect.stringMatching(/^one would have/),
    });
    const full = sized(5, appMaxBytes / 5);
    expect(change(full, [fresh("one", 1)])).toMatchObject({
      reason: "too_large",
      message: expect.stringMatching(/5000001 bytes/),
    });
    expect(change(full, [fresh("one", 1), fresh("f0000", appMaxBytes / 5 - 1)])).toBeNull();
    // What is over the limit already may shrink.
    expect(change(sized(6, appMaxBytes / 5), [fresh("f0000", 1)])).toBeNull();
  });

  test("a name as a file or as a folder, never both, whatever the order", () => {
    const both = [fresh("src"), fresh("src/App.tsx")];
    for (const written of [both, [...both].reverse()]) expect(change([], written)).toMatchObject({ reason: "path" });
    expect(change([fresh("src")], [fresh("src/App.tsx")])).toMatchObject({
      reason: "path",
      message: expect.stringMatching(/src is a file/),
    });
    expect(change([fresh("src/App.tsx")], [fresh("src")])).toMatchObject({
      reason: "path",
      message: expect.stringMatching(/src is a folder/),
    });
    expect(change([fresh("src")], [fresh("src/App.tsx")], ["src"])).toBeNull();
  });

  test("is judged the same in any order", () => {
    fc.assert(
      fc.property(tree, tree, (from, to) => {
        const judged = (a: File[], b: File[]) => refuseChanges(a, changeSet(a, b, hash));
        expect(judged([...from].reverse(), [...to].reverse())).toEqual(judged(from, to));
      }),
      runs,
    );
  });
});
