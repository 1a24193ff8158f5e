// Reads a unified diff of one file into lines with their numbers.
export interface PatchLine {
  kind: "hunk" | "context" | "added" | "removed";
  before: number | null;
  after: number | null;
  text: string;
}

const hunkHeader = /^@@ -(\d+)(?:,\d+)? \+(\d+)(?:,\d+)? @@/;

export function parsePatch(patch: string): { lines: PatchLine[]; added: number; removed: number } {
  const lines: PatchLine[] = [];
  let before = 0;
  let after = 0;
  let inHunk = false;
  for (const raw of patch.split("\n")) {
    const header = hunkHeader.exec(raw);
    if (header) {
      inHunk = true;
      before = Number(header[1]);
      after = Number(header[2]);
      lines.push({ kind: "hunk", before: null, after: null, text: raw });
      continue;
    }
    if (!inHunk) continue;
    const text = raw.slice(1);
    switch (raw[0]) {
      case "+":
        lines.push({ kind: "added", before: null, after: after++, text });
        break;
      case "-":
        lines.push({ kind: "removed", before: before++, after: null, text });
        break;
      case " ":
        lines.push({ kind: "context", before: before++, after: after++, text });
        break;
      default:
        // "\ No newline at end of file", or the end of the patch.
        break;
    }
  }
  const count = (kind: PatchLine["kind"]) => lines.filter((line) => line.kind === kind).length;
  return { lines, added: count("added"), removed: count("removed") };
}
