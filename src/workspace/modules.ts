// One script file to one ES module: sucrase takes types and JSX out, es-module-lexer finds what is imported and exported.
// The asm.js build of the lexer is used because the Workers runtime compiles no WebAssembly from bytes.
import { parse } from "es-module-lexer/js";
import { transform } from "sucrase";
import { lineAndColumn } from "./frame.ts";

export interface ModuleImport {
  specifier: string;
  /** Where the specifier stands in `code`: between the quotes, or with them in a dynamic import. */
  start: number;
  end: number;
  dynamic: boolean;
  /** Names that must exist in the imported module; empty for `import "x"` and `* as x`. */
  names: string[];
  /** Everything it exports is exported again: `export * from`. */
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
}

export interface SourceProblem {
  line: number;
  column: number;
  message: string;
}

export type CompileResult = { ok: true; module: CompiledModule } | { ok: false; problem: SourceProblem };

const scriptExtensions = /\.(tsx?|jsx?|mjs|mts)$/i;

export function isScript(path: string): boolean {
  return scriptExtensions.test(path) && !/\.d\.ts$/i.test(path);
}

/** Compiles for browsers of today. Lines stay what they are, so that positions in the result are those of the source. */
export function compileModule(path: string, source: string): CompileResult {
  const transformed = toJavaScript(path, source);
  if (!transformed.ok) return { ok: false, problem: insideOfArrows(path, source, transformed.problem) };
  const { code } = transformed;
  try {
    const [imports, exports, , moduleSyntax] = parse(code);
    return {
      ok: true,
      module: {
        code,
        imports: imports.flatMap((entry) => {
          if (entry.type === "import-meta" || entry.specifier === undefined) return [];
          const dynamic = entry.type === "dynamic";
          if (dynamic && entry.glob) return [];
          return {
            specifier: entry.specifier,
            start: entry.start,
            end: entry.end,
            dynamic,
            names: dynamic ? [] : importedNames(code.slice(entry.importStart, entry.start)),
            star: exports.some((item) => item.type === "reexport-all" && imports[item.importIndex] === entry),
            ...sourcePosition(source, code, entry.start, entry.specifier),
          };
        }),
        exports: exports.flatMap((entry) => (entry.type === "reexport-all" ? [] : entry.name)),
        moduleSyntax,
        usesMetaEnv: imports.some(
          (entry) => entry.type === "import-meta" && /^\s*\??\.\s*env\b/.test(code.slice(entry.end, entry.end + 20)),
        ),
      },
    };
  } catch (error) {
    const offset = lexerOffset(error);
    return { ok: false, problem: { ...lineAndColumn(code, offset), message: "Unexpected token in import or export" } };
  }
}

function toJavaScript(path: string, source: string): { ok: true; code: string } | { ok: false; problem: SourceProblem } {
  const typed = /\.(tsx?|mts)$/i.test(path);
  // In a .ts file `<T>x` is a cast, everywhere else JSX is welcome.
  const jsx = !/\.m?ts$/i.test(path);
  try {
    const { code } = transform(source, {
      transforms: [...(typed ? (["typescript"] as const) : []), ...(jsx ? (["jsx"] as const) : [])],
      jsxRuntime: "automatic",
      production: true,
      disableESTransforms: true,
      filePath: path,
    });
    return { ok: true, code };
  } catch (error) {
    return { ok: false, problem: transformProblem(error, source) };
  }
}

/** Arrow functions around a problem that are looked into. */
const arrowsTried = 20;

/**
 * Where the body of an arrow function is wrong, the parser takes the arrow for the mistake. Then the body is parsed alone, at the same lines and
 * columns, as often as functions are nested.
 */
function insideOfArrows(path: string, source: string, problem: SourceProblem): SourceProblem {
  let found = problem;
  let rest = source;
  for (let tries = 0; tries < arrowsTried; tries++) {
    const start = offsetOf(rest, found);
    if (!rest.startsWith("=>", start)) return found;
    rest = rest.slice(0, start + 2).replace(/[^\r\n]/g, " ") + rest.slice(start + 2);
    const inside = toJavaScript(path, rest);
    if (inside.ok) return found;
    found = inside.problem;
  }
  return found;
}

function offsetOf(text: string, { line, column }: SourceProblem): number {
  let start = 0;
  for (let number = 1; number < line; number++) start = text.indexOf("\n", start) + 1;
  return start + column - 1;
}

/** What a static import or re-export asks for by name, from the text before the specifier's quote. */
function importedNames(clause: string): string[] {
  const text = clause.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, " ");
  const names = /^\s*import\s+(?!type\s)[\p{ID_Start}$_][\p{ID_Continue}$]*\s*(,|from\b)/u.test(text) ? ["default"] : [];
  for (const part of /\{([^}]*)\}/.exec(text)?.[1]?.split(",") ?? []) {
    const name = part.trim().split(/\s+as\s+/)[0];
    if (name !== undefined && name !== "") names.push(name.replace(/^["']|["']$/g, ""));
  }
  return names;
}

/** The line is the same in source and result; the column is looked up, because types and JSX before it are gone. */
function sourcePosition(source: string, code: string, start: number, specifier: string): { line: number; column: number } {
  const place = lineAndColumn(code, start);
  const sourceLine = source.split("\n", place.line)[place.line - 1] ?? "";
  const found = sourceLine.search(new RegExp(`["'\`]${RegExp.escape(specifier)}["'\`]`));
  return { line: place.line, column: found === -1 ? 1 : found + 2 };
}

function transformProblem(error: unknown, source: string): SourceProblem {
  if (!(error instanceof Error) || !("loc" in error)) throw error;
  const { loc } = error;
  if (typeof loc !== "object" || loc === null || !("line" in loc) || !("column" in loc)) throw error;
  const message = error.message.replace(/^Error transforming [^:]*: /, "").replace(/ \(\d+:\d+\)$/, "");
  const [line, column] = [Number(loc.line), Number(loc.column)];
  const lines = source.split("\n");
  const rest = `${(lines[line - 1] ?? "").slice(column - 1)}\n${lines.slice(line).join("\n")}`.trimStart();
  // The parser only says "unexpected token". At the end of a file that means that something was not closed.
  if (!/^Unexpected token/.test(message)) return { line, column, message };
  const found = /^(?:[\p{L}\p{N}_$]+|.)/u.exec(rest)?.[0];
  const reason =
    found === undefined ? "the file ends before a tag, bracket or block is closed" : `found ${JSON.stringify(found)}`;
  return { line, column, message: `${message}: ${reason}` };
}

function lexerOffset(error: unknown): number {
  if (error instanceof Error && "idx" in error && typeof error.idx === "number") return error.idx;
  throw error;
}
