// The text of a patch (V4A, "*** Begin Patch") as steps. Wrapping is forgiven (patches/wrapping.ts), and so is a new file without any +;
// anything else that breaks the format is refused with the correct form.
import { firstLine, lastLine, patchLines } from "./patches/wrapping.ts";

export interface Hunk {
  /** Texts after "@@": lines that come before the place. */
  headers: string[];
  lines: HunkLine[];
  /** "*** End of File" follows. */
  atEnd: boolean;
  /** Its first line in the patch, from 1. */
  line: number;
}

export interface HunkLine {
  kind: "keep" | "remove" | "add";
  text: string;
}

export type PatchStep =
  | { type: "add"; path: string; content: string }
  | { type: "delete"; path: string }
  | { type: "update"; path: string; to: string | null; hunks: Hunk[] };

export type ParsedPatch = { ok: true; steps: PatchStep[] } | { ok: false; reason: string };

const rightForm = `The form is:
*** Begin Patch
*** Update File: src/App.tsx
@@ export function App() {
   const kept = 1;
-  const old = 2;
+  const changed = 3;
*** Add File: src/new.ts
+export const added = 1;
*** Delete File: src/unused.ts
*** End Patch
Lines of an update begin with a space (kept), - (removed) or + (added); all lines of a new file begin with +.`;

const kinds: Record<string, HunkLine["kind"]> = { " ": "keep", "-": "remove", "+": "add" };

export function parsePatch(input: string): ParsedPatch {
  const lines = patchLines(input);
  const refuse = (line: number, what: string): ParsedPatch => ({
    ok: false,
    reason: `Line ${line} of the patch: ${what} ${rightForm}`,
  });
  if (lines[0] !== firstLine) return refuse(1, `It must be "${firstLine}".`);
  const end = lines.indexOf(lastLine);
  if (end === -1) return refuse(lines.length, `The last line must be "${lastLine}"; the patch may have been cut off.`);
  if (end < lines.length - 1) return refuse(end + 2, `Nothing may follow "${lastLine}". Put all files into one patch.`);

  const steps: PatchStep[] = [];
  for (let at = 1; at < end; ) {
    const line = lines[at]!;
    const [, action, named = ""] = /^\*\*\* (Add|Update|Delete) File:(.*)/.exec(line) ?? [];
    const path = unquoted(named);
    if (line.trim() === "") {
      at++;
      continue;
    }
    if (action === undefined) return refuse(at + 1, `${JSON.stringify(line)} stands where a file's line is expected.`);
    const stop = nextStep(lines, at + 1, end);
    if (action === "Delete") {
      if (lines.slice(at + 1, stop).some((other) => other.trim() !== ""))
        return refuse(at + 2, "Nothing follows a Delete File line.");
      steps.push({ type: "delete", path });
    } else if (action === "Add") {
      const body = withoutBlankEnds(lines, at + 1, stop);
      const content = addedText(body.lines);
      if (typeof content === "number") return refuse(body.first + content + 1, "Every line of a new file begins with +.");
      steps.push({ type: "add", path, content });
    } else {
      const update = parseUpdate(lines, at + 1, stop);
      if (!update.ok) return refuse(update.line, update.what);
      steps.push({ type: "update", path, to: update.to, hunks: update.hunks });
    }
    at = stop;
  }
  return steps.length > 0 ? { ok: true, steps } : refuse(2, "The patch names no file.");
}

/** A new file's text: each line after its +, which an empty line may lack, or unchanged if no line has a sign. Else the line (from 0) without one. */
function addedText(body: readonly string[]): string | number {
  const lines = body[0]?.startsWith("@@") ? body.slice(1) : body;
  const wrong = lines.findIndex((line) => line !== "" && !line.startsWith("+"));
  const isPlain = wrong === 0 && lines.every((line) => !/^[+-]/.test(line)) && lines.some((line) => /^\S/.test(line));
  if (wrong !== -1 && !isPlain) return wrong + body.length - lines.length;
  return lines.map((line) => `${isPlain ? line : line.slice(1)}\n`).join("");
}

/** Paths may also be in quotes or backticks. */
const unquoted = (path: string) =>
  path
    .trim()
    .replace(/^(["'`])(.*)\1$/, "$2")
    .trim();

type Update = { ok: true; to: string | null; hunks: Hunk[] } | { ok: false; line: number; what: string };

function parseUpdate(lines: readonly string[], first: number, stop: number): Update {
  const move = /^\*\*\* Move to:(.*)/.exec(lines[first] ?? "");
  const hunks: Hunk[] = [];
  let hunk: Hunk | null = null;
  const begin = (line: number): Hunk => {
    const begun: Hunk = { headers: [], lines: [], atEnd: false, line };
    hunks.push(begun);
    return begun;
  };
  const body = move ? first + 1 : first;
  let last = stop - 1;
  while (last > body && lines[last]!.trim() === "") last--;
  const isFenced = last > body && /^```/.test(lines[body]!) && lines[last]!.trim() === "```";
  // Git's own header lines for the file are not part of it.
  const isNamedAgain = (lines[body] ?? "").startsWith("--- ") && (lines[body + 1] ?? "").startsWith("+++ ");
  for (let at = body + (isNamedAgain ? 2 : isFenced ? 1 : 0); at < (isFenced ? last : stop); at++) {
    const line = lines[at]!;
    const kind = line === "" ? "keep" : kinds[line[0]!];
    if (/^@@/.test(line)) {
      // Several in a row narrow the place step by step.
      if (hunk === null || hunk.lines.length > 0) hunk = begin(at + 1);
      const header = headerOf(line);
      if (header !== "") hunk.headers.push(header);
    } else if (line.trim() === "*** End of File" && hunk !== null) {
      hunk.atEnd = true;
      hunk = null;
    } else if (kind !== undefined) {
      if (hunk === null && line === "") continue;
      hunk ??= begin(at + 1);
      hunk.lines.push({ kind, text: line.slice(1) });
    } else {
      return { ok: false, line: at + 1, what: `${JSON.stringify(line)} begins with neither a space nor - nor +.` };
    }
  }
  for (const one of hunks) {
    one.lines = withoutBareEnds(one.lines);
    if (one.lines.every(({ kind }) => kind === "keep")) return { ok: false, line: one.line, what: "This part changes nothing." };
  }
  if (hunks.length === 0 && !move) return { ok: false, line: first, what: "This update changes nothing." };
  return { ok: true, to: move?.[1] === undefined ? null : unquoted(move[1]), hunks };
}

/** Git's line numbers are ignored: models count badly, and the lines themselves identify the place. */
function headerOf(line: string): string {
  return line
    .replace(/^@@ -\d+(?:,\d+)? \+\d+(?:,\d+)? @@/, "@@")
    .slice(2)
    .replace(/\s@@\s*$/, "")
    .trim();
}

function nextStep(lines: readonly string[], from: number, end: number): number {
  for (let at = from; at < end; at++) if (/^\*\*\* (?:Add|Update|Delete) File:/.test(lines[at]!)) return at;
  return end;
}

function withoutBlankEnds(lines: readonly string[], first: number, stop: number): { first: number; lines: readonly string[] } {
  let [from, to] = [first, stop];
  while (from < to && lines[from]!.trim() === "") from++;
  while (to > from && lines[to - 1]!.trim() === "") to--;
  return { first: from, lines: lines.slice(from, to) };
}

/** Blank kept lines at the ends only separate; a mismatch there is not worth a refusal. */
function withoutBareEnds(lines: readonly HunkLine[]): HunkLine[] {
  const says = ({ kind, text }: HunkLine) => kind !== "keep" || text.trim() !== "";
  const first = lines.findIndex(says);
  return first === -1 ? [] : lines.slice(first, lines.findLastIndex(says) + 1);
}
