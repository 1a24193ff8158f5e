// CSS modules: class names and animations of a stylesheet made its own, and the map from the names as written. `composes` is carried out within the file.
import { tokenize, tokenTypes as types } from "css-tree/tokenizer";
import { everyStatement, readStatements } from "./css-statements.ts";

export interface CssModule {
  css: string;
  /** From a name as written to the names of the class in the page: its own, and those it is composed of. */
  names: Record<string, string>;
}

export const isCssModule = (path: string): boolean => /\.module\.css$/i.test(path);

interface Change {
  start: number;
  end: number;
  text: string;
}

/** The same path has the same names in every version, so that a page keeps its looks while its stylesheet is replaced. */
export function cssModule(path: string, css: string): CssModule {
  const suffix = `_${shortHash(path)}`;
  const statements = [...everyStatement(readStatements(css))];
  const animations = new Set(statements.flatMap(({ head }) => /^@(?:-webkit-)?keyframes\s+([\w-]+)$/.exec(head)?.[1] ?? []));
  const names = new Map<string, Set<string>>();
  const changes: Change[] = [];
  const own = (name: string): string => {
    if (!names.has(name)) names.set(name, new Set([name + suffix]));
    return name + suffix;
  };
  /** Classes of the rule around a declaration, for `composes`. */
  let classes: string[] = [];
  let classesEnd = 0;
  for (const { head, headStart, start, end, body } of statements) {
    if (body === null) {
      if (start < classesEnd && /^composes\s*:/i.test(head)) {
        changes.push({ start, end, text: "" });
        for (const composed of composedNames(head)) {
          const added = composed.isGlobal ? [composed.name] : [...(names.get(composed.name) ?? [own(composed.name)])];
          for (const name of classes) for (const one of added) names.get(name)?.add(one);
        }
      } else if (/^(?:-webkit-)?animation(?:-name)?\s*:/i.test(head)) {
        changes.push(
          ...words(css, headStart, end).flatMap((word) =>
            animations.has(word.text) ? { ...word, text: word.text + suffix } : [],
          ),
        );
      }
    } else if (/^@(?:-webkit-)?keyframes\b/.test(head)) {
      const name = words(css, headStart, body.start).find((word) => animations.has(word.text));
      if (name !== undefined) changes.push({ ...name, text: name.text + suffix });
    } else if (!head.startsWith("@")) {
      const found = selectorChanges(css, headStart, body.start - 1, own);
      changes.push(...found.changes);
      if (found.classes.length > 0) [classes, classesEnd] = [found.classes, body.end];
    }
  }
  const map = Object.fromEntries([...names].map(([name, all]) => [name, [...all].join(" ")]));
  return { css: changed(css, changes), names: map };
}

function composedNames(head: string): { name: string; isGlobal: boolean }[] {
  const [list = "", from = ""] = head.slice(head.indexOf(":") + 1).split(/\bfrom\b/);
  // Those of another file are not in this one.
  if (from.trim() !== "" && from.trim() !== "global") return [];
  return list
    .trim()
    .split(/[\s,]+/)
    .filter((name) => name !== "")
    .map((name) => ({ name, isGlobal: from.trim() === "global" }));
}

function words(css: string, start: number, end: number): Change[] {
  const found: Change[] = [];
  tokenize(css.slice(start, end), (type, from, to) => {
    if (type === types.Ident) found.push({ start: start + from, end: start + to, text: css.slice(start + from, start + to) });
  });
  return found;
}

/** `.a` becomes the sheet's own; `:global(.a)`, and what follows a bare `:global`, stays as it is. */
function selectorChanges(
  css: string,
  start: number,
  end: number,
  own: (name: string) => string,
): { changes: Change[]; classes: string[] } {
  const changes: Change[] = [];
  const classes: string[] = [];
  /** For each open bracket: whether its content is global, and whether the bracket itself goes. */
  const open: { isGlobal: boolean; goes: boolean }[] = [];
  let isGlobal = false;
  let before = "";
  let beforeStart = 0;
  tokenize(css.slice(start, end), (type, from, to) => {
    const [first, last] = [start + from, start + to];
    const text = css.slice(first, last);
    const follows = before;
    if (type === types.Function || type === types.LeftParenthesis || type === types.LeftSquareBracket) {
      const goes = follows === ":" && /^(?:global|local)\($/i.test(text);
      open.push({ isGlobal, goes });
      if (goes) {
        isGlobal = /^global/i.test(text);
        changes.push({ start: beforeStart, end: last, text: "" });
      }
    } else if (type === types.RightParenthesis || type === types.RightSquareBracket) {
      const closed = open.pop();
      if (closed?.goes) changes.push({ start: first, end: last, text: "" });
      isGlobal = closed?.isGlobal ?? isGlobal;
    } else if (type === types.Ident && follows === ":" && /^(?:global|local)$/i.test(text)) {
      isGlobal = /^global$/i.test(text);
      changes.push({ start: beforeStart, end: last, text: "" });
    } else if (type === types.Ident && follows === "." && !isGlobal) {
      classes.push(text);
      changes.push({ start: first, end: last, text: own(text) });
    } else if (text === "," && open.length === 0) isGlobal = false;
    before = text;
    beforeStart = first;
  });
  return { changes, classes };
}

function changed(css: string, changes: Change[]): string {
  let result = "";
  let from = 0;
  for (const { start, end, text } of changes.sort((one, other) => one.start - other.start)) {
    if (start < from) continue;
    result += css.slice(from, start) + text;
    from = end;
  }
  return result + css.slice(from);
}

/** FNV-1a, 32 bits: names apart, and nothing that has to be kept secret. */
function shortHash(text: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash >>> 0).toString(36).padStart(7, "0").slice(0, 5);
}
