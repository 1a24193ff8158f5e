// The rooms of the web chat: imports between them point one way, and a pane knows no other pane and no server, so that it can be loaded and
// tested alone.
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { root } from "../../scripts/lib/wrangler.ts";
import { readImports } from "./read-imports.ts";

interface Rule {
  from: readonly string[];
  /** Rooms that types alone may come from. */
  types?: readonly string[];
}

/** What a pane acts on is in its slice; the server is known to it by the types of what it answers. */
const pane: Rule = { from: ["requests", "model", "words", "ui", "composer"], types: ["server"] };

const rules: Record<string, Rule> = {
  requests: { from: [] },
  model: { from: [] },
  words: { from: ["model"] },
  ui: { from: ["requests"] },
  composer: { from: ["requests", "words", "ui"] },
  server: { from: ["requests", "model"] },
  ...{ chat: pane, code: pane, changes: pane, versions: pane, preview: pane, home: pane, settings: pane },
  workbench: { from: ["requests", "model", "words", "ui", "server", "chat", "code", "changes", "versions", "preview"] },
  app: { from: ["requests", "ui", "composer", "server", "home", "settings", "workbench"] },
  main: { from: ["app", "composer", "server", "ui"] },
};

const roomOf = (path: string) => /^src\/web\/([^/.]+)/.exec(path)?.[1] ?? null;

function violationsIn(path: string, source: string): string[] {
  const room = roomOf(path) ?? "";
  const rule = rules[room];
  if (!rule) return [`${path}: ${room} is in no rule`];
  return readImports(path, source).flatMap(({ to, typeOnly }) => {
    const target = roomOf(to);
    if (target === null || target === room || rule.from.includes(target)) return [];
    return typeOnly && rule.types?.includes(target) ? [] : [`${path} imports ${to}`];
  });
}

test("every room imports only what its rule names", () => {
  const files = globSync("src/web/**/*.{ts,tsx}", { cwd: root });
  expect(files.length).toBeGreaterThan(50);
  expect(files.flatMap((path) => violationsIn(path, readFileSync(join(root, path), "utf8")))).toEqual([]);
});

test("of the wire's modules with schemas, the chat takes types alone: their library would come along", () => {
  const schemas = globSync("src/protocol/*.ts", { cwd: root }).filter((path) =>
    /from "valibot"/.test(readFileSync(join(root, path), "utf8")),
  );
  expect(schemas.length).toBeGreaterThan(3);
  const values = globSync("src/web/**/*.{ts,tsx}", { cwd: root }).flatMap((path) =>
    readImports(path, readFileSync(join(root, path), "utf8")).filter(({ to, typeOnly }) => !typeOnly && schemas.includes(to)),
  );
  expect(values).toEqual([]);
});

test("the rules make no circle", () => {
  const reaches = (room: string, target: string): boolean =>
    [...(rules[room]?.from ?? []), ...(rules[room]?.types ?? [])].some((next) => next === target || reaches(next, target));
  expect(Object.keys(rules).filter((room) => reaches(room, room))).toEqual([]);
});

test.each([
  ["src/web/chat/x.tsx", 'import { a } from "../server/api.ts";'],
  ["src/web/chat/x.tsx", 'import type { A } from "../code/slice.ts";'],
  ["src/web/preview/x.tsx", 'import { a } from "../workbench/workbench.ts";'],
  ["src/web/ui/x.tsx", 'import { a } from "../app/router.ts";'],
  ["src/web/newcomer/x.tsx", 'import { a } from "../ui/icon.tsx";'],
])("a violation is found: %s: %s", (path, source) => {
  expect(violationsIn(path, source)).toHaveLength(1);
});
