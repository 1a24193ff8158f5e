// Turns one script file into one ES module: transform.ts removes types and JSX, es-module-lexer finds imports and exports.
// The asm.js build of the lexer is used because the Workers runtime compiles no WebAssembly from bytes.
import { parse } from "es-module-lexer/js";
import { createPlaces, type LineAndColumn } from "./frame.ts";
import { lowerClassFeatures } from "./scripts/class-features.ts";
import { asModuleForm, mayBeClassic } from "./scripts/classic.ts";
import { type Steps, stepsFor } from "./scripts/metered-text.ts";
import { type SourceProblem, toJavaScript, tooDeep } from "./scripts/transform.ts";

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
  line: number;
  column: number;
}

export interface CompiledModule {
  code: string;
  imports: ModuleImport[];
  exports: string[];
  /** Has import, export or import.meta: a classic script cannot run it. */
  moduleSyntax: boolean;
  usesMetaEnv: boolean;
  /** Only a classic script element runs it. */
  classicOnly: boolean;
}

export type { SourceProblem } from "./scripts/transform.ts";

export type CompileResult = { ok: true; module: CompiledModule } | { ok: false; problem: SourceProblem };

const scriptExtensions = /\.(tsx?|jsx?|[cm]js|[cm]ts)$/i;

export function isScript(path: string): boolean {
  return scriptExtensions.test(path) && !/\.d\.[cm]?ts$/i.test(path);
}

/** Open brackets at which the lexer gives up. */
const lexerDepth = 1_000;

/**
 * Compiles for current browsers. Line numbers stay the same, so positions in the result apply to the source. Never throws. `steps`: the budget,
 * if several sources share one.
 */
export function compileModule(path: string, source: string, steps = stepsFor(source)): CompileResult {
  const transformed = toJavaScript(path, source, steps);
  if (!transformed.ok) return compileClassic(path, source, steps) ?? transformed;
  const lowered = lowerClassFeatures(transformed.code, steps);
  if (!lowered.ok) {
    return { ok: false, problem: { ...createPlaces(transformed.code).at(lowered.offset), message: lowered.message } };
  }
  const { code } = lowered;
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(code);
  } catch (error) {
    const offset = error instanceof Error && "idx" in error && typeof error.idx === "number" ? error.idx : 0;
    return { ok: false, problem: { ...createPlaces(code).at(offset), message: lexerMessage(code, offset) } };
  }
  const [imports, exports, , moduleSyntax] = parsed;
  const placeInSource = createSourcePlaces(source, code);
  const stars = new Set(exports.flatMap((entry) => (entry.type === "reexport-all" ? entry.importIndex : [])));
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
          ...placeInSource(dynamic ? entry.start : entry.start - 1, dynamic ? entry.end : entry.end + 1),
        };
      }),
      exports: exports.flatMap((entry) => (entry.type === "reexport-all" ? [] : entry.name)),
      moduleSyntax,
      classicOnly: false,
      usesMetaEnv: imports.some(
        (entry) => entry.type === "import-meta" && /^\s*\??\.\s*env\b/.test(code.slice(entry.end, entry.end + metaEnvCharacters)),
      ),
    },
  };
}

/** A classic script, unchanged: it has no exports to extract. Null if it does not parse as one either. */
function compileClassic(path: string, source: string, steps: Steps): CompileResult | null {
  const form = mayBeClassic(path) ? asModuleForm(source) : null;
  if (form === null) return null;
  const read = compileModule(path, form, steps);
  if (!read.ok || read.module.moduleSyntax) return null;
  return { ok: true, module: { ...read.module, code: source, imports: [], classicOnly: true } };
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
