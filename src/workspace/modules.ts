// Turns one script file into one ES module: transform.ts removes types and JSX, module.ts finds imports and exports.
import { parse } from "es-module-lexer/js";
import { createPlaces } from "./frame.ts";
import { lowerClassFeatures } from "./scripts/class-features.ts";
import { asModuleForm, mayBeClassic } from "./scripts/classic.ts";
import { commonJsAsModule } from "./scripts/common-js.ts";
import { lowerDecorators } from "./scripts/decorators.ts";
import { type Steps, stepsFor } from "./scripts/metered-text.ts";
import { type CompiledModule, type CompileResult, readModule } from "./scripts/module.ts";
import { withNextShims } from "./scripts/next-shims.ts";
import { nodeGlobals } from "./scripts/node-globals.ts";
import { withReactHabits } from "./scripts/react-habits.ts";
import { toJavaScript } from "./scripts/transform.ts";

export type { CompiledModule, CompileResult, ModuleImport, NamedUrl } from "./scripts/module.ts";
export type { SourceProblem } from "./scripts/transform.ts";

const scriptExtensions = /\.(tsx?|jsx?|[cm]js|[cm]ts)$/i;

export function isScript(path: string): boolean {
  return scriptExtensions.test(path) && !/\.d\.[cm]?ts$/i.test(path);
}

/**
 * Compiles for current browsers. Line numbers stay the same, so positions in the result apply to the source. Never throws. `steps`: the budget,
 * if several sources share one.
 */
export function compileModule(path: string, source: string, steps = stepsFor(source)): CompileResult {
  const transformed = toJavaScript(path, source, steps);
  if (!transformed.ok) return compileClassic(path, source, steps) ?? transformed;
  const refused = (code: string, offset: number, message: string): CompileResult => ({
    ok: false,
    problem: { ...createPlaces(code).at(offset), message },
  });
  const rewritten = commonJsAsModule(transformed.code, steps);
  if (!rewritten.ok) return refused(transformed.code, rewritten.offset, rewritten.message);
  const decorated = lowerDecorators(rewritten.code, steps);
  if (!decorated.ok) return refused(rewritten.code, decorated.offset, decorated.message);
  const lowered = lowerClassFeatures(decorated.code, steps);
  if (!lowered.ok) return refused(decorated.code, lowered.offset, lowered.message);
  const { code, usesProcess } = nodeGlobals(withNextShims(withReactHabits(lowered.code)), steps);
  const read = readModule(code, source);
  if (!read.ok) return read;
  return { ok: true, module: { ...read.module, ...typesOf(source, read.module.exports), usesProcess } };
}

/** What a source exports beside its values. The lexer reads TypeScript, too; in what it cannot read, nothing is found. */
function typesOf(source: string, exports: readonly string[]): Pick<CompiledModule, "typeExports" | "typeStars"> {
  const none = { typeExports: [], typeStars: [] };
  if (!/\b(?:type|interface|declare|namespace)\b/.test(source)) return none;
  const values = new Set(exports);
  try {
    const [, all] = parse(source);
    const names = all.flatMap((entry) => (entry.type === "reexport-all" || values.has(entry.name) ? [] : entry.name));
    const typeStars = all.flatMap((entry) => (entry.type === "reexport-all" && entry.typeOnly ? entry.from : []));
    const interfaces = [...source.matchAll(/\bexport\s+default\s+interface\b/g)].map(() => "default");
    return { typeExports: [...names, ...interfaces], typeStars };
  } catch {
    return none;
  }
}

/** A classic script, unchanged: it has no exports to extract. Null if it does not parse as one either. */
function compileClassic(path: string, source: string, steps: Steps): CompileResult | null {
  const form = mayBeClassic(path) ? asModuleForm(source) : null;
  if (form === null) return null;
  const read = compileModule(path, form, steps);
  if (!read.ok || read.module.moduleSyntax) return null;
  return { ok: true, module: { ...read.module, code: source, imports: [], classicOnly: true } };
}
