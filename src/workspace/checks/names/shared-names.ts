// Names that classic scripts of a page declare more than once. They share their names: a browser refuses the second script as a whole.
import type { Diagnostic, ReadScript } from "../look.ts";
import type { Binding, Scopes } from "../scopes/model.ts";

/** Nothing may take these from a page. */
const browsersOwn: ReadonlySet<string> = new Set(["window", "document", "location", "top"]);

const isLexical = ({ kind }: Binding) => kind === "const" || kind === "let" || kind === "class";

export function checkSharedNames(read: readonly { script: ReadScript; scopes: Scopes }[]): Diagnostic[] {
  const known = new Map<string, { script: ReadScript; binding: Binding }>();
  const found: Diagnostic[] = [];
  for (const { script, scopes } of read) {
    if (script.goal !== "script") continue;
    const tell = (binding: Binding, message: string) =>
      found.push({ path: script.path, ...script.placeOf(binding.start), message, severity: "error" });
    for (const [name, binding] of scopes.declared) {
      const before = known.get(name);
      if (before === undefined) known.set(name, { script, binding });
      if (browsersOwn.has(name) && isLexical(binding)) {
        tell(binding, `"${name}" is the browser's own, and a classic script cannot declare it: use another name.`);
      } else if (before !== undefined && (isLexical(binding) || isLexical(before.binding))) {
        const { line } = before.script.placeOf(before.binding.start);
        const where = `${before.script.path}:${line}`;
        tell(binding, `"${name}" is declared at ${where}, too, and classic scripts share their names: rename one of the two.`);
      }
    }
  }
  return found;
}
