// `import.meta.glob("./pages/*.tsx")` and import(`./pages/${name}.tsx`): which files they mean is known from the app's list of files, and written out.
import type { Change } from "./changes.ts";

/** One call in compiled code. */
export interface GlobCall {
  start: number;
  end: number;
  /** As written: relative to the module, from the root, or by an alias; "!" in front takes files out again. */
  patterns: string[];
  eager: boolean;
  /** The one name that is taken from each module; null: all of it. */
  name: string | null;
  /** How each file is imported, such as "raw". */
  query: string;
}

/** One import of a computed name, written as a template. */
export interface TemplateImport {
  start: number;
  end: number;
  /** The template with its quotes. */
  template: string;
  /** With "*" for each computed part. */
  pattern: string;
}

/** Longest call that is read, UTF-16 units: patterns and a few options. */
const longestCall = 2_000;
/** Most files that one call stands for: an app has no more. */
const mostFiles = 500;
/** Most forms of a pattern with alternatives in braces. */
const mostForms = 50;

/** The call whose `import.meta` ends at `from`; null if it is none, or its arguments are computed. */
export function globCallAt(code: string, start: number, from: number): GlobCall | "computed" | null {
  const text = code.slice(from, from + longestCall);
  const opening = /^\s*\.\s*glob(Eager)?\s*\(/.exec(text);
  if (opening === null) return null;
  const literals = /\s*(?:(["'`])((?:(?!\1)[^\\\n])*)\1|([[\]{}(),:])|([\w$]+)|\/\*(?:(?!\*\/)[\s\S])*\*\/|\/\/[^\n]*)/y;
  literals.lastIndex = opening[0].length;
  const parts: { string?: string; word?: string; sign?: string }[] = [];
  let depth = 1;
  while (depth > 0) {
    const [whole, , string, sign, word] = literals.exec(text) ?? [];
    if (whole === undefined || string?.includes("\x24{")) return "computed";
    if (string !== undefined) parts.push({ string });
    else if (word !== undefined) parts.push({ word });
    else if (sign !== undefined) parts.push({ sign });
    if (sign !== undefined && "([{".includes(sign)) depth++;
    if (sign !== undefined && ")]}".includes(sign)) depth--;
  }
  const optionsAt = parts.findIndex(({ sign }) => sign === "{");
  const patterns = parts.slice(0, optionsAt === -1 ? parts.length : optionsAt).flatMap(({ string }) => string ?? []);
  const options = new Map<string, string>();
  for (const [index, { sign }] of parts.entries()) {
    const key = parts[index - 1];
    const value = parts[index + 1];
    if (sign === ":" && optionsAt !== -1 && index > optionsAt)
      options.set(key?.word ?? key?.string ?? "", value?.string ?? value?.word ?? "");
  }
  if (patterns.length === 0) return "computed";
  return {
    start,
    end: from + literals.lastIndex,
    patterns,
    eager: opening[1] !== undefined || options.get("eager") === "true",
    name: options.get("import") || null,
    query: (options.get("query") ?? options.get("as") ?? "").replace(/^\?/, ""),
  };
}

/** A file that a pattern means, and its key in the object. */
interface Match {
  path: string;
  key: string;
}

/** `resolve`: a pattern's path from the root, and whether its keys are as written from the module. */
export interface GlobFiles {
  paths: readonly string[];
  /** The folder of the module, with its slash; empty for the root. */
  folder: string;
}

/** The code for a call, and imports that have to stand before everything else. `number`: of the call in its module. */
export function writtenOut(call: GlobCall, files: GlobFiles, number: number): { change: Change; imports: string } {
  const wanted = call.patterns.filter((pattern) => !pattern.startsWith("!"));
  const refused = call.patterns.filter((pattern) => pattern.startsWith("!")).map((pattern) => pattern.slice(1));
  const excluded = new Set(refused.flatMap((pattern) => matches(pattern, files).map(({ path }) => path)));
  const found = new Map(wanted.flatMap((pattern) => matches(pattern, files)).map((match) => [match.path, match]));
  const chosen = [...found.values()].filter(({ path }) => !excluded.has(path)).slice(0, mostFiles);
  const query = call.query === "" ? "" : `?${call.query}`;
  const specifier = ({ path }: Match) => JSON.stringify(`/${path}${query}`);
  const local = (index: number) => `__glob${number}_${index}`;
  const member = call.name === null || call.name === "*" ? null : call.name;
  const entries = chosen.map((match, index) => {
    const key = JSON.stringify(match.key);
    if (call.eager) return `${key}: ${local(index)}`;
    const then = member === null ? "" : `.then((module) => module[${JSON.stringify(member)}])`;
    return `${key}: () => import(${specifier(match)})${then}`;
  });
  const imports = chosen.map((match, index) => {
    const names = member === null ? `* as ${local(index)}` : `{ ${JSON.stringify(member)} as ${local(index)} }`;
    return `import ${names} from ${specifier(match)}; `;
  });
  const change = { start: call.start, end: call.end, text: `({ ${entries.join(", ")} })` };
  return { change, imports: call.eager ? imports.join("") : "" };
}

/** The code for a computed import; null if no file fits, or it names none of the app. */
export function writtenOutImport({ start, end, template, pattern }: TemplateImport, files: GlobFiles): Change | null {
  // What is computed may name folders, too.
  const deep = pattern.replaceAll("/*", "/**/*");
  const found = [...matches(deep, files), ...matches(deep, files, true)].slice(0, mostFiles);
  if (found.length === 0) return null;
  const entries = found.map(({ path, key }) => `${JSON.stringify(key)}: () => import(${JSON.stringify(`/${path}`)})`);
  const take =
    '((files, name) => Object.hasOwn(files, name) ? files[name]() : Promise.reject(new TypeError("There is no file " + name)))';
  return { start, end, text: `${take}({ ${entries.join(", ")} }, ${template})` };
}

/** `bare`: the pattern is without the files' ending. */
function matches(pattern: string, { paths, folder }: GlobFiles, bare = false): Match[] {
  const isRelative = /^\.\.?\//.test(pattern);
  const root = isRelative ? joined(folder, pattern) : pattern.replace(/^(?:[@~]\/|\/)/, (sign) => (sign === "/" ? "" : "src/"));
  if (root === null || (!isRelative && root === pattern)) return [];
  // What stands before the first special sign is as written; the rest of a key is the path's.
  const special = pattern.search(/[*?{[]/);
  const written = special === -1 ? pattern.length : special;
  const fixed = root.length - (pattern.length - written);
  const keyOf = (path: string) => (isRelative ? pattern.slice(0, written) : `/${root.slice(0, fixed)}`) + path.slice(fixed);
  const forms = alternatives(root);
  return paths.flatMap((path) => {
    const name = bare ? path.replace(/\.(?:[cm]?[jt]sx?)$/, "") : path;
    if ((bare && name === path) || !forms.some((form) => fits(form.split("/"), name.split("/")))) return [];
    return { path, key: keyOf(name) };
  });
}

function joined(folder: string, relative: string): string | null {
  const segments = folder.split("/").filter(Boolean);
  for (const segment of relative.split("/")) {
    if (segment === ".") continue;
    if (segment !== "..") segments.push(segment);
    else if (segments.pop() === undefined) return null;
  }
  return segments.join("/");
}

/** `a.{ts,tsx}` as its forms. */
function alternatives(pattern: string): string[] {
  let forms = [pattern];
  for (;;) {
    const next = forms.flatMap((form) => {
      const found = /\{([^{}]*)\}/.exec(form);
      if (found === null) return form;
      return (found[1] ?? "").split(",").map((part) => form.replace(found[0], () => part));
    });
    if (next.length === forms.length || next.length > mostForms) return forms;
    forms = next;
  }
}

/** Segments against segments; "**" stands for any number of them. Greedy with one way back, so that it takes no longer than both lengths multiplied. */
function fits(pattern: readonly string[], path: readonly string[]): boolean {
  return fitsBy(pattern, path, (part) => part === "**", segmentFits);
}

function segmentFits(pattern: string, segment: string): boolean {
  if (segment.startsWith(".") && !pattern.startsWith(".")) return false;
  return fitsBy(
    [...pattern],
    [...segment],
    (sign) => sign === "*",
    (sign, character) => sign === "?" || sign === character,
  );
}

function fitsBy(
  pattern: readonly string[],
  text: readonly string[],
  isAny: (part: string) => boolean,
  same: (part: string, item: string) => boolean,
): boolean {
  let at = 0;
  let back: { pattern: number; text: number } | null = null;
  let inPattern = 0;
  while (at < text.length) {
    const part = pattern[inPattern];
    const item = text[at] ?? "";
    if (part !== undefined && isAny(part)) {
      back = { pattern: ++inPattern, text: at };
    } else if (part !== undefined && same(part, item)) {
      inPattern++;
      at++;
    } else if (back !== null) {
      inPattern = back.pattern;
      at = ++back.text;
    } else return false;
  }
  while (inPattern < pattern.length && isAny(pattern[inPattern] ?? "")) inPattern++;
  return inPattern === pattern.length;
}
