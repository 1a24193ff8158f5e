// Converts a git or plain diff into lines of our own patch format. Its line numbers are not used: models count badly.

/** Whether a diff starts at this line. */
export function isDiffBegin(lines: readonly string[], at: number): boolean {
  const line = lines[at] ?? "";
  return line.startsWith("diff --git ") || (line.startsWith("--- ") && (lines[at + 1] ?? "").startsWith("+++ "));
}

const nowhere = "/dev/null";
/** Header lines that git or another tool writes for a file before its hunks. */
const about =
  /^(?:diff --git |Index: |={20}|index |(?:new|deleted|old) (?:file )?mode |similarity index |dissimilarity index |rename |copy )/;

export const isAboutFile = (line: string): boolean => about.test(line);

export function asPatchLines(lines: readonly string[]): string[] {
  const result: string[] = [];
  /** For a rename that changes nothing, and so names no file a second time. */
  let moved: { from: string; to: string } | null = null;
  const endMove = () => {
    if (moved !== null && moved.to !== "") result.push(`*** Update File: ${moved.from}`, `*** Move to: ${moved.to}`);
    moved = null;
  };
  let isNew = false;
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at]!;
    if (line.startsWith("--- ") && isDiffBegin(lines, at)) {
      moved = null;
      const [from, to] = bothPaths(line.slice("--- ".length), lines[at + 1]!.slice("+++ ".length));
      isNew = from === nowhere;
      if (isNew) result.push(`*** Add File: ${to}`);
      else if (to === nowhere) {
        result.push(`*** Delete File: ${from}`);
        at = nextFile(lines, at + 2) - 1;
        continue;
      } else result.push(`*** Update File: ${from}`, ...(from === to ? [] : [`*** Move to: ${to}`]));
      at += 1;
    } else if (isAboutFile(line)) {
      if (line.startsWith("diff --git ")) endMove();
      const [, which, path] = /^rename (from|to) (.+)$/.exec(line) ?? [];
      if (which === "from") moved = { from: path!, to: "" };
      else if (which === "to" && moved !== null) moved = { from: moved.from, to: path! };
    } else if (!line.startsWith("\\ No newline") && !(isNew && line.startsWith("@@"))) result.push(line);
  }
  endMove();
  return result;
}

function nextFile(lines: readonly string[], from: number): number {
  for (let at = from; at < lines.length; at++) if (isDiffBegin(lines, at)) return at;
  return lines.length;
}

/** Without the trailing time, and without git's a/ and b/ if both sides have them. */
function bothPaths(from: string, to: string): [from: string, to: string] {
  const [before, after] = [from, to].map((path) => path.split("\t", 1)[0]!.trim()) as [string, string];
  const isGit = (before === nowhere || before.startsWith("a/")) && (after === nowhere || after.startsWith("b/"));
  const bare = (path: string) => (isGit && path !== nowhere ? path.slice(2) : path);
  return [bare(before), bare(after)];
}
