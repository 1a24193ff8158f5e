// Which uses of names are told, and how badly. An error: what surely runs when the app loads or is drawn fails there, or a component, a hook or a name of
// React has no import. A warning: it fails only if that part runs.
import type { Diagnostic, ReadScript } from "../look.ts";
import type { FunctionInfo, Misuse, Scopes, Use } from "../scopes/model.ts";
import { isCertain, type Reached, reachedFunctions } from "../scopes/reach.ts";
import { browserNames, elementNames, knownNames } from "./browser-names.ts";
import type { PageNames } from "./page-names.ts";
import { type Offers, undeclaredMessage } from "./words.ts";

/** Most told of one script: the rest follows from the same mistake. */
const mostTold = 10;

interface Found {
  start: number;
  name: string;
  message: () => string;
  severity: Diagnostic["severity"];
}

export interface Judged {
  page: PageNames;
  offers: Offers;
  /** Exported by React. */
  isReacts(name: string): boolean;
}

export function judgeNames(script: ReadScript, scopes: Scopes, judged: Judged): Diagnostic[] {
  const reached = reachedFunctions(scopes);
  const found = new Map<string, Found>();
  for (const one of scopes.functions) {
    for (const use of one.uses) {
      const told =
        use.binding === null ? undeclared(script, scopes, one, use, reached, judged) : tooEarly(one, use, reached, scopes);
      const known = told === null ? undefined : found.get(told.name);
      if (told !== null && (known === undefined || isWorse(told, known))) found.set(told.name, told);
    }
  }
  const misused = scopes.misuses.map((misuse) => ({
    ...misuse,
    message: () => misuseMessage(misuse, script),
    severity: "error" as const,
  }));
  return [...misused, ...found.values()]
    .sort((a, b) => a.start - b.start)
    .slice(0, mostTold)
    .map(({ start, message, severity }) => ({
      ...{ path: script.path, ...script.placeOf(start), message: message() },
      severity: script.goal === "handler" ? "warning" : severity,
    }));
}

const isWorse = (a: Found, b: Found) => (a.severity === b.severity ? a.start < b.start : a.severity === "error");

function undeclared(
  { goal }: ReadScript,
  { asked }: Scopes,
  within: FunctionInfo,
  use: Use,
  reached: Reached,
  { page, offers, isReacts }: Judged,
): Found | null {
  const { name, how, start } = use;
  if (page.isOpen || asked.has(name) || page.has(name)) return null;
  // React asks for a component; the browser's classes of that name are none.
  const isBrowsersOwn = how === "component" && browserNames.has(name);
  if (knownNames.has(name) && !isBrowsersOwn) return null;
  if (goal === "handler") return how === "call" && !elementNames.has(name) ? handlerMessage(use, page, offers) : null;
  const isReact = how === "component" || (how === "call" && /^use[A-Z]/.test(name)) || name === "React" || isReacts(name);
  const isSure = reached.has(within) && isCertain(within, use);
  return { start, name, severity: isReact || isSure ? "error" : "warning", message: () => undeclaredMessage(use, offers) };
}

function handlerMessage(use: Use, page: PageNames, offers: Offers): Found {
  const { name, start } = use;
  const module = page.moduleWith(name);
  const message = () =>
    module === null
      ? undeclaredMessage(use, offers)
      : `"${name}" is declared in ${module}, which is a module: attributes like this one see only global names. Write window.${name} = ${name} there.`;
  return { start, name, severity: "warning", message };
}

/** A constant or class that is used before its declaration has run. */
function tooEarly(within: FunctionInfo, use: Use, reached: Reached, { script }: Scopes): Found | null {
  const { binding, name, start } = use;
  if (binding === null) return null;
  const at = reached.get(within);
  const isSame = binding.owner === within;
  const isBefore = isSame
    ? start < binding.start || (start >= binding.from && start < binding.ready)
    : binding.owner === script && within !== script && at !== undefined && at < binding.start;
  if (!isBefore || (!isSame && !isCertain(within, use))) return null;
  const severity = at !== undefined && isCertain(within, use) ? "error" : "warning";
  const message = () => `"${name}" is used before the line that declares it has run: move its declaration up.`;
  return { start, name, severity, message };
}

function misuseMessage({ kind, name }: Misuse, { source }: ReadScript): string {
  if (kind === "constant") return `"${name}" is a constant and is changed here: declare it with let.`;
  if (kind === "import") return `"${name}" is imported, and only the module that exports it can change it.`;
  const isFenced = name === "text" && source.includes("```");
  return isFenced
    ? "A code fence (```) stands in this file: leave it out."
    : `A ${name} stands before brackets here and is called as if it were a function. Is a comma or semicolon missing?`;
}
