// Reads one script as a browser will, once the compiler is done with it: what makes a browser refuse it, with its place in the source.
import type { LineAndColumn } from "../frame.ts";
import type { CompiledModule } from "../modules.ts";
import type { Diagnostic, ReadScript } from "./look.ts";
import { createSourceFinder } from "./source-places.ts";
import { type Goal, parseSyntax, type Syntax } from "./syntax/parse.ts";

/** `goal`: null if it is not known how the script is loaded. `placed`: for a script that stands inside of a page. */
export function checkSyntax(
  path: string,
  source: string,
  { code, moduleSyntax, classicOnly }: Pick<CompiledModule, "code" | "moduleSyntax" | "classicOnly">,
  goal: Goal | null,
  placed = (place: LineAndColumn) => place,
): { problems: Diagnostic[]; script: ReadScript | null } {
  // Whoever imports a classic script is told that it is none.
  if (classicOnly && goal === "module") return { problems: [], script: null };
  const read = readAs(path, code, goal ?? (classicOnly ? "script" : moduleSyntax ? "module" : null));
  let find: ((offset: number) => LineAndColumn) | null = null;
  const placeOf = (offset: number) => {
    find ??= createSourceFinder(source, code);
    return placed(find(offset));
  };
  const { syntax } = read;
  if (syntax.ok) return { problems: [], script: { path, goal: read.goal, source, tree: syntax.tree, placeOf } };
  return { problems: [{ path, ...placeOf(syntax.offset), message: syntax.message, severity: "error" }], script: null };
}

/** Plain JavaScript without imports and exports may be either. */
function readAs(path: string, code: string, goal: Goal | null): { goal: Goal; syntax: Syntax } {
  if (goal !== null) return { goal, syntax: parseSyntax(code, goal) };
  const asModule = { goal: "module" as const, syntax: parseSyntax(code, "module") };
  if (asModule.syntax.ok || !/\.c?js$/i.test(path)) return asModule;
  const asScript = { goal: "script" as const, syntax: parseSyntax(code, "script") };
  return asScript.syntax.ok ? asScript : asModule;
}
