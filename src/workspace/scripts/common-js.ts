// CommonJS in an app's files (`require`, `module.exports`) as an ES module: calls become imports, assignments become exports. Lines stay what they are.
import { type Change, withChanges } from "./changes.ts";
import type { Steps } from "./metered-text.ts";
import { IdentifierRole, isClosing, isOpening, type Token, TokenType, tokensOf } from "./tokens.ts";

export type Rewritten = { ok: true; code: string } | { ok: false; offset: number; message: string };

const mayHold = /\brequire\b|\bmodule\s*\.\s*exports\b|\bexports\s*[.[]|\bmodule\s*\.\s*hot\b/;
const names: ReadonlySet<string> = new Set(["require", "module", "exports"]);

const computedName =
  'Browsers have no require, and only names that are written out can be imported in its place. Write `import x from "./x"`, or `await import(name)`.';
const noContext = 'There is no require.context. Write `import.meta.glob("./folder/*.js", { eager: true })`.';

/** What `require` gives: what a CommonJS module set, the one value of a file that is no script, or the library itself where its names are its members. */
const requireHelper =
  'const __require = (module, kind) => { if ("module.exports" in module) return module["module.exports"]; const own = module.default; ' +
  'if (kind === "file") return own; if (kind === "app" || own === null || own === undefined) return module; ' +
  'return Object.keys(module).every((name) => name === "default" || own[name] === module[name]) ? own : module; };';

export function commonJsAsModule(code: string, steps: Steps): Rewritten {
  if (!mayHold.test(code)) return { ok: true, code };
  const file = tokensOf(code, steps);
  if (file === null) return { ok: true, code };
  const { tokens } = file;
  const text = (index: number) => code.slice(tokens[index]?.start, tokens[index]?.end);
  const found = tokens.flatMap((token, index) => {
    if (token.type !== TokenType.name || token.end - token.start > longestName || !names.has(text(index))) return [];
    return { index, name: text(index), role: token.identifierRole };
  });
  const uses = found.filter(({ role }) => role === IdentifierRole.Access);
  // A script that asks whether it is CommonJS runs without it; names of its own are its own.
  const asks = uses.some(({ index }) => tokens[index - 1]?.type === TokenType._typeof);
  const isOwn = found.some(({ role }) => role !== IdentifierRole.Access && role !== null && role !== IdentifierRole.ObjectKey);
  if (uses.length === 0 || asks || isOwn) return { ok: true, code };

  const changes: Change[] = [];
  const imports = new Map<string, string>();
  for (const { index, name } of uses) {
    const token = tokens[index];
    if (name !== "require" || !token) continue;
    if (text(index + 1) === "." && text(index + 2) === "context") return { ok: false, offset: token.start, message: noContext };
    const isCall = tokens[index + 1]?.type === TokenType.parenL;
    if (!isCall) continue;
    const argument = tokens[index + 2];
    const end = tokens[index + 3];
    if (argument?.type !== TokenType.string || end?.type !== TokenType.parenR) {
      return { ok: false, offset: token.start, message: computedName };
    }
    const written = text(index + 2);
    const local = imports.get(written) ?? `__required${imports.size}`;
    imports.set(written, local);
    changes.push({ start: token.start, end: end.end, text: `__require(${local}, "${kindOf(written.slice(1, -1))}")` });
  }
  const sets = uses.some(({ name }) => name !== "require");
  const opening = [...imports].map(([written, local]) => `import * as ${local} from ${written}; `).join("");
  const helper = imports.size === 0 ? "" : `${requireHelper} `;
  const holder = sets ? "const module = { exports: {} }; let exports = module.exports; " : "";
  const body = withChanges(code, changes);
  const isModule = tokens.some(({ type }) => type === TokenType._export);
  return { ok: true, code: opening + helper + holder + body + (sets && !isModule ? exportsOf(code, tokens, uses) : "") };
}

const longestName = Math.max(...[...names].map((name) => name.length));

type Kind = "app" | "file" | "library";

function kindOf(specifier: string): Kind {
  if (!/^(?:\.{0,2}\/|[@~#]\/)/.test(specifier)) return "library";
  return /\.\w+$/.test(specifier) && !/\.[cm]?[jt]sx?$/.test(specifier) ? "file" : "app";
}

/** Exports for the names that the code sets, at its end. */
function exportsOf(code: string, tokens: readonly Token[], uses: readonly { index: number; name: string }[]): string {
  const text = (index: number) => code.slice(tokens[index]?.start, tokens[index]?.end);
  const set = new Set<string>();
  for (const { index, name } of uses) {
    if (name === "require") continue;
    let at = index;
    if (name === "module") {
      if (text(index + 1) !== "." || text(index + 2) !== "exports") continue;
      at = index + 2;
    }
    if (text(at + 1) === "." && text(at + 3) === "=") set.add(text(at + 2));
    else if (text(at + 1) === "=" && text(at + 2) === "{") for (const key of keysOf(code, tokens, at + 2)) set.add(key);
    else if (name === "exports" && text(index - 2) === "defineProperty" && tokens[index + 2]?.type === TokenType.string) {
      set.add(text(index + 2).slice(1, -1));
    }
  }
  set.delete("default");
  const named = [...set].filter((name) => /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name));
  const lines = named.map(
    (name, index) => `const __exported${index} = module.exports.${name}; export { __exported${index} as ${name} };`,
  );
  return [
    "\nconst __exported = module.exports;",
    'export { __exported as "module.exports" };',
    "export default __exported?.__esModule ? __exported.default : __exported;",
    ...lines,
  ].join(" ");
}

/** Keys of an object that is written out. */
function keysOf(code: string, tokens: readonly Token[], opens: number): string[] {
  const keys: string[] = [];
  let depth = 0;
  for (let index = opens; index < tokens.length; index++) {
    const token = tokens[index];
    if (!token) break;
    if (isOpening(token)) depth++;
    else if (isClosing(token) && --depth === 0) break;
    else if (
      depth === 1 &&
      (token.identifierRole === IdentifierRole.ObjectKey || token.identifierRole === IdentifierRole.ObjectShorthand)
    ) {
      keys.push(code.slice(token.start, token.end).replace(/^["']|["']$/g, ""));
    }
  }
  return keys;
}
