// What a script's JavaScript imports and exports, found by es-module-lexer, and what it asks of the app around it.
// The asm.js build of the lexer is used because the Workers runtime compiles no WebAssembly from bytes.
import { parse } from "es-module-lexer/js";
import { createPlaces, type LineAndColumn } from "../frame.ts";
import { type Change, removal, withChanges } from "./changes.ts";
import { type GlobCall, globCallAt, type TemplateImport } from "./globs.ts";
import { defaultEntry, type HandedOn, listEntry } from "./handed-on.ts";
import { type SourceProblem, tooDeep } from "./transform.ts";

export interface ModuleImport {
  specifier: string;
  /** Where the specifier is in `code`: between the quotes, or including them in a dynamic import. */
  start: number;
  end: number;
  dynamic: boolean;
  /** Names that must exist in the imported module; empty for `import "x"` and `* as x`. */
  names: string[];
  /** `export * from`: everything it exports is exported again. */
  star: boolean;
  /** What `with { type: … }` said; it is not in the code any more, as a preview serves all files as scripts. */
  attribute: string | null;
  line: number;
  column: number;
}

/** `new URL("./x.png", import.meta.url)`: a file that the module names without importing it. */
export interface NamedUrl {
  specifier: string;
  /** Where it is in `code`, with its quotes. */
  start: number;
  end: number;
  line: number;
  column: number;
}

export interface CompiledModule {
  code: string;
  imports: ModuleImport[];
  exports: string[];
  /** Names that it exports only as types: a browser does not see them. */
  typeExports: string[];
  /** Modules of which it exports all types. */
  typeStars: string[];
  handedOn: HandedOn[];
  globs: GlobCall[];
  templates: TemplateImport[];
  urls: NamedUrl[];
  /** Has import, export or import.meta: a classic script cannot run it. */
  moduleSyntax: boolean;
  usesMetaEnv: boolean;
  /** Reads `process`, which browsers do not have. */
  usesProcess: boolean;
  /** Only a classic script element runs it. */
  classicOnly: boolean;
}

export type CompileResult = { ok: true; module: CompiledModule } | { ok: false; problem: SourceProblem };

/** Open brackets at which the lexer gives up. */
const lexerDepth = 1_000;

/** What a script, in JavaScript, imports and exports. `source`: what it was compiled from, for the places of imports. */
export function readModule(written: string, source: string): CompileResult {
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(written);
  } catch (error) {
    const offset = error instanceof Error && "idx" in error && typeof error.idx === "number" ? error.idx : 0;
    return { ok: false, problem: { ...createPlaces(written).at(offset), message: lexerMessage(written, offset) } };
  }
  const [imports, exports, , moduleSyntax] = parsed;
  const code = withChanges(
    written,
    imports.flatMap((entry) => attributesOf(written, entry)),
  );
  const placeInSource = createSourcePlaces(source, code);
  const stars = new Set(exports.flatMap((entry) => (entry.type === "reexport-all" ? entry.importIndex : [])));
  const metaEnds = imports.flatMap((entry) => (entry.type === "import-meta" ? entry : []));
  const globs = metaEnds.flatMap(({ start, end }) => globCallAt(code, start, end) ?? []);
  const computed = globs.indexOf("computed");
  if (computed !== -1) {
    const offset = metaEnds.filter(({ start, end }) => globCallAt(code, start, end) !== null)[computed]?.start ?? 0;
    return { ok: false, problem: { ...createPlaces(code).at(offset), message: computedGlob } };
  }
  return {
    ok: true,
    module: {
      code,
      imports: imports.flatMap((entry, index) => {
        if (entry.type === "import-meta" || entry.specifier === undefined) return [];
        const dynamic = entry.type === "dynamic";
        if (dynamic && entry.glob) return [];
        return {
          specifier: entry.specifier,
          start: entry.start,
          end: entry.end,
          dynamic,
          names: dynamic ? [] : importedNames(code.slice(entry.importStart, entry.start)),
          star: stars.has(index),
          attribute: attributeType(written, entry),
          ...placeInSource(dynamic ? entry.start : entry.start - 1, dynamic ? entry.end : entry.end + 1),
        };
      }),
      // What CommonJS modules set is for our own `require`.
      exports: exports.flatMap((entry) => (entry.type === "reexport-all" || entry.name === "module.exports" ? [] : entry.name)),
      typeExports: [],
      typeStars: [],
      handedOn: exports.slice(0, mostHandedOn).flatMap((entry): HandedOn[] => {
        if (entry.type !== "reexport" || entry.importName === null) return [];
        const statement = imports[entry.importIndex];
        const isDefault = entry.importNameStart === -1;
        const first = isDefault && statement ? defaultEntry(code, statement.importStart) : null;
        const cuts = [first ?? listEntry(code, entry.importNameStart), listEntry(code, entry.start)];
        return [{ name: entry.name, imported: entry.importName, specifier: entry.from, cuts }];
      }),
      globs: globs.filter((call) => call !== "computed"),
      templates: imports.flatMap((entry) => {
        if (entry.type !== "dynamic" || !entry.glob || entry.specifier === undefined) return [];
        const { importStart: start, importEnd: end } = entry;
        return { start, end, template: code.slice(entry.start, entry.end), pattern: entry.specifier };
      }),
      urls: urlsOf(code),
      moduleSyntax,
      classicOnly: false,
      usesMetaEnv: metaEnds.some(({ end }) => /^\s*\??\.\s*env\b/.test(code.slice(end, end + metaEnvCharacters))),
      usesProcess: false,
    },
  };
}

/** Most names of a module that are looked up in others: barrels of some hundreds are large. */
const mostHandedOn = 2_000;

const computedGlob =
  'The patterns and options of import.meta.glob have to be written out: import.meta.glob("./pages/*.tsx", { eager: true }).';

type LexedImport = ReturnType<typeof parse>[0][number];

/** `with { type: "json" }` behind a specifier, and the older `assert`. */
function attributesOf(code: string, entry: LexedImport): Change[] {
  const found = attributesText(code, entry);
  return found === null ? [] : [removal(code, found.start, found.end)];
}

/** Longest attributes that are read, UTF-16 units. */
const attributeCharacters = 200;

function attributesText(code: string, entry: LexedImport): { start: number; end: number } | null {
  if (entry.type === "dynamic") {
    return entry.specifier !== undefined && entry.attributesStart !== -1 ? { start: entry.end, end: entry.importEnd - 1 } : null;
  }
  if (entry.type === "import-meta") return null;
  const start = entry.end + 1;
  const written = /^\s*(?:with|assert)\s*\{[^{}]*\}/.exec(code.slice(start, start + attributeCharacters))?.[0];
  return written === undefined ? null : { start, end: start + written.length };
}

function attributeType(code: string, entry: LexedImport): string | null {
  const found = attributesText(code, entry);
  if (found === null) return null;
  return /\btype["']?\s*:\s*["'](\w+)["']/.exec(code.slice(found.start, found.end))?.[1] ?? null;
}

function urlsOf(code: string): NamedUrl[] {
  if (!code.includes("import.meta.url")) return [];
  const places = createPlaces(code);
  const calls = /\bnew\s+URL\(\s*(["'`])([^"'`$\\\n]+)\1\s*,\s*import\.meta\.url\s*,?\s*\)/g;
  return [...code.matchAll(calls)].map(({ index, 0: whole, 2: specifier = "" }) => {
    const start = index + whole.search(/["'`]/);
    return { specifier, start, end: start + specifier.length + 2, ...places.at(start) };
  });
}

/** Room for `.env` after `import.meta` and white space, UTF-16 units. */
const metaEnvCharacters = 20;

/** The names that a static import or re-export asks for, from the text before the specifier's quote. */
function importedNames(clause: string): string[] {
  const text = clause.replace(/\/\*[\s\S]*?(?:\*\/|$)|\/\/[^\n]*/g, " ");
  const names = /^\s*import\s+(?!type\s)[\p{ID_Start}$_][\p{ID_Continue}$]*\s*(,|from\b)/u.test(text) ? ["default"] : [];
  const opens = text.indexOf("{");
  const inside = opens === -1 ? "" : (text.slice(opens + 1).split("}", 1)[0] ?? "");
  for (const part of inside.split(",")) {
    const [, quoted, plain] = /^\s*(?:["']([^"']*)["']|([^\s"']+))/.exec(part) ?? [];
    const name = quoted ?? plain;
    if (name !== undefined) names.push(name);
  }
  return names;
}

/**
 * Where specifiers, given with their quotes, are in the source, asked for in order: the line is the same in source and result, but the column
 * must be looked up, since types and JSX before it are gone.
 */
function createSourcePlaces(source: string, code: string): (start: number, end: number) => LineAndColumn {
  const places = { source: createPlaces(source), code: createPlaces(code) };
  let last = { line: 0, text: "", from: 0 };
  return (start, end) => {
    const { line } = places.code.at(start);
    if (line !== last.line) last = { line, text: places.source.lineText(line), from: 0 };
    const at = last.text.indexOf(code.slice(start, end), last.from);
    if (at === -1) return { line, column: 1 };
    last.from = at + end - start;
    return { line, column: at + 2 };
  };
}

/** The lexer reports faults in imports and exports, and has its own limit on depth. */
function lexerMessage(code: string, offset: number): string {
  let depth = 0;
  for (const [bracket] of code.slice(0, offset).matchAll(/[([{}\])]/g)) depth += "([{".includes(bracket) ? 1 : -1;
  return depth >= lexerDepth ? tooDeep : "Unexpected token in import or export";
}
