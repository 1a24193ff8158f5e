// Every app of the demo model: made whole, changed by every update, in every order.
import { describe, expect, test } from "vitest";
import packed from "../../src/demo/apps.generated.json" with { type: "json" };
import type { Kind, Update } from "../../src/demo/kind.ts";
import { kindOfFiles } from "../../src/demo/kind-of-files.ts";
import { kinds } from "../../src/demo/kinds/index.ts";
import { languages } from "../../src/demo/languages/index.ts";
import { understandApp, understandChange } from "../../src/demo/understand.ts";
import { commonUpdates } from "../../src/demo/updates/index.ts";
import { contrast, fromCss } from "../../src/demo/updates/oklch.ts";
import { vocabularyFor } from "../../src/demo/vocabulary.ts";
import { checkApp } from "../../src/workspace/checks.ts";
import { applyEdits } from "../../src/workspace/edits.ts";
import { operated } from "./operate/index.ts";
import { type Files, play } from "./play.ts";

const apps: Record<string, Record<string, string>> = packed;
const baseOf = (kind: Kind): Files => new Map(Object.entries(apps[kind.kind] ?? {}));
const [english] = languages;
const exampleOf = (update: Update) => english.updates[update.name].example;
const updatesOf = (kind: Kind) => [...kind.updates, ...commonUpdates];
const errors = (files: Files) =>
  checkApp({ read: (path) => files.get(path), has: (path) => files.has(path) }).filter(({ severity }) => severity === "error");

/** Applied as the product applies it; an edit that does not fit exactly fails the test. */
function apply(files: Files, update: Update, request = exampleOf(update)): Files {
  const readable = new Map([...files].filter(([path]) => update.reads.some((read) => read === path)));
  const change = update.change(readable, request);
  if (!change) throw new Error(`${update.name}: refused`);
  const after = new Map(files);
  for (const { path, edits } of change.edits) {
    for (const { search } of edits.slice(0, 1))
      expect(after.get(path)?.split(search), `${update.name} in ${path}`).toHaveLength(2);
    const result = applyEdits(after.get(path) ?? "", edits);
    if (!result.ok) throw new Error(`${update.name} in ${path}: ${result.reason}`);
    after.set(path, result.content);
  }
  for (const { path, content } of change.writes ?? []) {
    if (after.has(path)) throw new Error(`${update.name} writes over ${path}`);
    after.set(path, content);
  }
  return after;
}

/** Small numbers in an order that looks random and is always the same. */
function shuffled<T>(items: readonly T[], seed: number): T[] {
  let state = seed;
  const keyed = items.map((item) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return { item, key: state };
  });
  return keyed.sort((a, b) => a.key - b.key).map(({ item }) => item);
}

test("nine kinds, each with its files, its tests, and files of its own to be known by", () => {
  expect(kinds.map((kind) => kind.kind).sort()).toEqual(Object.keys(apps).sort());
  expect(operated.map((entry) => entry.kind).sort()).toEqual(kinds.map((kind) => kind.kind).sort());
  for (const kind of kinds) expect(kindOfFiles([...baseOf(kind).keys()], kinds, apps)?.kind).toBe(kind.kind);
});

describe.each(kinds.map((kind) => [kind.kind, kind] as const))("%s", (_name, kind) => {
  const base = baseOf(kind);
  const updates = updatesOf(kind);

  test("its files load, and keep what all apps agree on", () => {
    expect(checkApp({ read: (path) => base.get(path), has: (path) => base.has(path) })).toEqual([]);
    expect(base.get("src/lib/app.ts")?.split(`export const appName = ${JSON.stringify(kind.appName)};`)).toHaveLength(2);
    expect(base.get("index.html")).toContain(`<title>${kind.appName}</title>`);
    expect(
      base.get("src/components/Header.tsx")?.split('<div className="flex items-center gap-2">{children}</div>'),
    ).toHaveLength(2);
    expect(kind.updates.length).toBeGreaterThanOrEqual(3);
    for (const [path, content] of base) expect(content.endsWith("\n") && !content.endsWith("\n\n"), path).toBe(true);
  });

  test("text can be read in both themes", () => {
    const dark = apply(base, commonUpdates[0]!);
    const styles = dark.get("src/styles.css") ?? "";
    const [light = "", night = ""] = styles.split("\n.dark {");
    for (const block of [light, night]) {
      const colour = (name: string) => {
        const found = fromCss(new RegExp(`--color-${name}: ([^;]+);`).exec(block)?.[1] ?? "");
        if (!found) throw new Error(`${name} is no oklch colour`);
        return found;
      };
      for (const [text, page] of [
        ["ink", "canvas"],
        ["ink", "surface"],
        ["muted", "canvas"],
        ["muted", "surface"],
        ["on-accent", "accent"],
        ["accent", "accent-soft"],
      ] as const) {
        expect(contrast(colour(text), colour(page)), `${text} on ${page}`).toBeGreaterThanOrEqual(4.5);
      }
    }
  });

  test.each(updates.map((update) => [update.name, update] as const))("update: %s", (_update, update) => {
    for (const language of languages) {
      const { example } = language.updates[update.name];
      const understood = understandChange(example, kind, updates, vocabularyFor([example]));
      expect([example, understood.updates.map(({ name }) => name), understood.unmet]).toEqual([example, [update.name], []]);
      const readable = new Map([...base].filter(([path]) => update.reads.some((read) => read === path)));
      expect(update.change(readable, understood.valueFor(update)), example).not.toBe(null);
    }
    const after = apply(base, update);
    expect(errors(after)).toEqual([]);
    const readable = new Map([...after].filter(([path]) => update.reads.some((read) => read === path)));
    const again = update.change(readable, exampleOf(update));
    // What can be asked for again and again may change something every time, but the same request twice does not.
    expect(again === null || /longer|shorter/.test(exampleOf(update))).toBe(true);
  });

  test("updates fit together in every order", () => {
    for (const first of updates) {
      for (const second of updates.filter((update) => update !== first)) apply(apply(base, first), second);
    }
    for (let seed = 1; seed <= 12; seed += 1) {
      const all = shuffled(updates, seed).reduce(apply_, base);
      expect(errors(all), `order ${seed}`).toEqual([]);
    }
  });

  test("each update changes little of what is there", () => {
    for (const update of updates) {
      const readable = new Map([...base].filter(([path]) => update.reads.some((read) => read === path)));
      const change = update.change(readable, exampleOf(update));
      const removed = change?.edits
        .flatMap((entry) => entry.edits)
        .reduce((sum, edit) => sum + edit.search.split("\n").length, 0);
      expect(removed, update.name).toBeLessThanOrEqual(40);
    }
  });
});

const apply_ = (files: Files, update: Update) => apply(files, update);

describe("through the product", () => {
  test.each(operated.map((entry) => [entry.kind, entry] as const))(
    "%s is made and changed by plain requests",
    async (_kind, entry) => {
      const kind = kinds.find((candidate) => candidate.kind === entry.kind);
      const understood = understandApp(entry.prompt, kinds, commonUpdates, vocabularyFor([entry.prompt]));
      expect([understood.kind?.kind, understood.unmet]).toEqual([entry.kind, []]);
      const made = await play(entry.prompt);
      expect(made.ending.status).toBe("completed");
      expect(Object.fromEntries(made.files)).toEqual(apps[entry.kind]);
      expect(made.ending.appName).toBe(kind?.appName);
      expect(made.ending.suggestions).toHaveLength(3);
      expect(made.ending.content).toMatch(/demo/);
      let files = made.files;
      for (const { request, name } of entry.updates) {
        const changed = await play(request, { files });
        expect(changed.changed, name).not.toEqual([]);
        expect(changed.ending.summary, name).not.toBe("");
        expect(errors(changed.files), name).toEqual([]);
        files = changed.files;
      }
    },
  );
});
