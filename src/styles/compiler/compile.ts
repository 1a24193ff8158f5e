// Compiles one stylesheet of an app with Tailwind to plain CSS. What cannot be compiled is left out and told with its place; it never throws for what
// an app contains.
import { compile, __unstable__loadDesignSystem as loadDesignSystem } from "tailwindcss";
import { scanCss } from "../../workspace/checks/css.ts";
import { animationsName } from "../../workspace/css-imports.ts";
import { everyStatement, readStatements } from "../../workspace/css-statements.ts";
import { createPlaces, type Places } from "../../workspace/frame.ts";
import type { CompiledStyle, StyleRequest, StyleSheet } from "../contract.ts";
import { assembledMessage, assembledNames } from "./assembled.ts";
import { addCandidates } from "./candidates.ts";
import { readConfig } from "./config/read.ts";
import { bringsTailwind, configOf } from "./config-of.ts";
import { type Inlining, inlineImports } from "./inline.ts";
import { knownModule, knownSheet, pluginNames } from "./known-modules.ts";
import { compileWhatCan } from "./leave-out.ts";
import { appliedNames, namesWithVariants, withLocalUtilities } from "./local-classes.ts";
import { nearestOf } from "./nearest.ts";
import { fromOlderForm, isOlderForm, opacitiesOf, opacityUtilities, withOlderRules, withOpacities } from "./older-forms.ts";
import { type Segment, SheetText } from "./segments.ts";

/** Class names of an app that are compiled, and characters of a sheet for Tailwind: real apps have some thousands of the first, and some ten thousands. */
const maxCandidates = 30_000;
const maxSheetCharacters = 500_000;
/** Told of one sheet: more say nothing new. */
const maxDiagnostics = 50;

interface Prepared {
  sheet: SheetText;
  remote: string;
  safelist: string[];
}

export async function compileStyle(request: StyleRequest): Promise<CompiledStyle> {
  const compiling = new Compiling(request);
  const css = await compiling.run();
  return { css, remote: compiling.remote, diagnostics: compiling.diagnostics };
}

class Compiling {
  remote = "";
  readonly diagnostics: CompiledStyle["diagnostics"] = [];
  readonly #sheet: StyleSheet;
  readonly #inlining: Inlining;
  /** What the sheet loads by name, besides what is known: its configurations. */
  readonly #modules = new Map<string, unknown>();
  readonly #places = new Map<string, Places>();

  constructor({ sheet, files, paths }: StyleRequest) {
    this.#sheet = sheet;
    const known = new Set(paths);
    this.#inlining = {
      files: new Map(Object.entries(files)),
      exists: (path) => known.has(path),
      library: ownSheet,
      tell: (path, offset, message) => this.#tell(path, offset, message),
    };
  }

  async run(): Promise<string> {
    const { path, parts, script } = this.#sheet;
    const written = new SheetText(parts.map(({ text, offset }) => ({ text, path, offset, exact: offset !== null })));
    const prepared = this.#prepared(written, path, script, this.#inlining);
    this.remote = prepared.remote;
    if (prepared.sheet.text.length > maxSheetCharacters) {
      const advice = "Put what is plain CSS into a file of its own, with its own link.";
      this.#tell(
        path,
        0,
        `Tailwind is not applied to this: with what it imports it has more than ${maxSheetCharacters} characters. ${advice}`,
      );
      return prepared.sheet.text;
    }
    const candidates = this.#candidates();
    for (const name of prepared.safelist) candidates.add(name);
    const statements = readStatements(prepared.sheet.text);
    const needed = new Set([...appliedNames(everyStatement(statements)), ...namesWithVariants(candidates)]);
    const local = withLocalUtilities(prepared.sheet, statements, needed);
    for (const name of local.names) candidates.delete(name);
    const opacities = opacitiesOf(candidates);
    const sheet = new SheetText([own(opacities.size > 0 ? opacityUtilities : ""), ...local.sheet.segments]);
    const done = await compileWhatCan(sheet, {
      compile: (css) => compile(css, this.#options()),
      unknown: async (css, names) => {
        const found = (await this.#design(css)).candidatesToCss([...names]);
        return names.filter((_, index) => found[index] === null || found[index] === undefined);
      },
      nearest: async (css, name) =>
        nearestOf(
          name,
          (await this.#design(css)).getClassList().map(([entry]) => entry),
        ),
      tell: (place, message) => this.#tell(place?.path ?? path, place?.offset ?? 0, message),
      nowMs: () => Date.now(),
    });
    this.#tellAssembled(prepared);
    if (done !== null) return withOpacities(done.result.build([...candidates]), opacities);
    const advice = 'Begin again with @import "tailwindcss"; and add rules one by one.';
    this.#tell(path, 0, `Tailwind can compile nothing of this stylesheet, so it is left out. ${advice}`);
    return (await compile('@import "tailwindcss";', this.#options())).build([...candidates]);
  }

  /** In the words of Tailwind 4, with its configuration. One that only uses Tailwind knows what the app's own stylesheet declares. */
  #prepared(written: SheetText, path: string, script: StyleSheet["script"], inlining: Inlining): Prepared {
    const inlined = inlineImports(written, path, inlining);
    const { text } = inlined.sheet;
    const { atRules } = scanCss(text);
    const config = configOf({ path, script }, atRules, inlining);
    for (const [id, value] of config.values) this.#modules.set(id, value);
    const current = withOlderRules(inlined.sheet, everyStatement(readStatements(text)));
    const placed = isOlderForm(text) ? fromOlderForm(current, config.borderColor) : current;
    const head = [...config.head];
    if (!atRules.some(bringsTailwind) && !atRules.some(({ name }) => name === "reference")) {
      const root = rootSheet(inlining.files, path);
      head.push(`@reference "${root === null ? "tailwindcss" : `/${root}`}";`);
    }
    return {
      sheet: new SheetText([own(head.join("\n")), ...placed.segments]),
      remote: inlined.remote,
      safelist: config.safelist,
    };
  }

  #designed: { css: string; system: ReturnType<typeof loadDesignSystem> } | null = null;

  #design(css: string) {
    if (this.#designed?.css !== css) this.#designed = { css, system: loadDesignSystem(css, this.#options()) };
    return this.#designed.system;
  }

  /** What may be a class name anywhere in the app. */
  #candidates(): Set<string> {
    const found = new Set<string>();
    for (const [path, text] of this.#inlining.files) {
      if (/\.(css|scss|sass|less)$/i.test(path)) continue;
      addCandidates(text, /\.(html?|vue|svelte|mdx?)$/i.test(path), found);
      if (found.size <= maxCandidates) continue;
      this.#tell(
        path,
        0,
        `Tailwind reads no further: the app has more than ${maxCandidates} words that may be class names. Put data into a file of its own format, such as .json.`,
      );
      return new Set([...found].slice(0, maxCandidates));
    }
    return found;
  }

  /** Except those whose beginning the stylesheet knows: by a rule of its own, or in a list of names. */
  #tellAssembled({ sheet, safelist }: Prepared): void {
    const listed = readStatements(sheet.text).flatMap(({ start, end }) => {
      const text = sheet.text.slice(start, end);
      return text.startsWith("@source") ? [text] : [];
    });
    const isKnown = (prefix: string) =>
      sheet.text.includes(`.${prefix}`) || [...listed, ...safelist].some((text) => text.includes(prefix));
    for (const [path, text] of this.#inlining.files) {
      if (!/\.(?:[cm]?[jt]sx?|html?|vue|svelte)$/i.test(path)) continue;
      for (const name of assembledNames(text)) if (!isKnown(name.prefix)) this.#tell(path, name.offset, assembledMessage(name));
    }
  }

  #options() {
    return {
      base: "/",
      loadStylesheet: async (id: string) => {
        const own = id.startsWith("/") ? this.#referenced(id.slice(1)) : null;
        const content = own ?? knownSheet(id);
        if (content === null) throw new Error(`"${id}" is not available here.`);
        return { path: id, base: "/", content };
      },
      loadModule: async (id: string) => ({ path: id, base: "/", module: this.#module(id) as never }),
    };
  }

  /** For `@reference`: what is told of that file is told where it is compiled itself. */
  #referenced(path: string): string | null {
    const text = this.#inlining.files.get(path);
    if (text === undefined) return null;
    const quiet = { ...this.#inlining, tell: () => {} };
    return this.#prepared(new SheetText([{ text, path, offset: 0, exact: true }]), path, undefined, quiet).sheet.text;
  }

  #module(id: string): unknown {
    const known = this.#modules.get(id) ?? knownModule(id);
    if (known !== undefined) return known;
    if (!id.startsWith("/")) throw new Error(`The plugin "${id}" is not available. There are: ${pluginNames.join(", ")}.`);
    return readConfig(id.slice(1), this.#inlining) ?? {};
  }

  #tell(path: string, offset: number | null, message: string): void {
    let places = this.#places.get(path);
    if (places === undefined) {
      places = createPlaces(this.#inlining.files.get(path) ?? "");
      this.#places.set(path, places);
    }
    const place = places.at(offset ?? 0);
    const isTold = this.diagnostics.some(
      (other) => other.path === path && other.line === place.line && other.message === message,
    );
    if (!isTold && this.diagnostics.length < maxDiagnostics)
      this.diagnostics.push({ path, ...place, message, severity: "warning" });
  }
}

/** Of what is here in Tailwind's own words: utilities and animations. */
const ownSheet = (name: string): string | null => (name === animationsName ? knownSheet(name) : null);

/** Not by the app. */
const own = (text: string): Segment => ({ text: text === "" ? "" : `${text}\n`, path: "", offset: null, exact: false });

/** The stylesheet that brings Tailwind to the app: the one nearest to the root. */
function rootSheet(files: ReadonlyMap<string, string>, except: string): string | null {
  const roots = [...files].filter(
    ([path, text]) =>
      path !== except && /\.css$/i.test(path) && /tailwind/i.test(text) && scanCss(text).atRules.some(bringsTailwind),
  );
  return roots.map(([path]) => path).sort((one, other) => one.length - other.length)[0] ?? null;
}
