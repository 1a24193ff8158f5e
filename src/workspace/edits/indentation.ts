// Converts the indentation a model wrote to the file's own, learned from the lines that matched.
import { indentOf, type Line } from "./lines.ts";

export type Indenter = (line: string) => string | null;

/** For a block that matched without its indentation: gives a new line the file's indentation, or `null` if that would be a guess. */
export function createIndenter(found: readonly Line[], wanted: readonly Line[], replacement: readonly Line[]): Indenter {
  const indents = new Map<string, string>();
  const contradicted = new Set<string>();
  for (const [index, line] of wanted.entries()) {
    const from = indentOf(line.text);
    if (from === line.text) continue;
    const to = indentOf(found[index]!.text);
    if ((indents.get(from) ?? to) !== to) contradicted.add(from);
    indents.set(from, to);
  }
  const levels = [...indents].sort((a, b) => a[0].length - b[0].length);
  const unit = commonUnit([...wanted, ...replacement]);
  return function indent(line) {
    const from = indentOf(line);
    if (from === line) return line;
    if (contradicted.has(from)) return null;
    return translate(from, levels, unit) + line.slice(from.length);
  };
}

type Level = readonly [from: string, to: string];

/** As in the match, else relative to the nearest shallower matched line. */
function translate(indent: string, levels: readonly Level[], unit: number): string {
  const nearest = levels.findLast(([from]) => indent.startsWith(from));
  if (nearest !== undefined) return nearest[1] + convert(indent.slice(nearest[0].length), levels, unit);
  // Shallower than everything matched: reduced by as much relative to the shallowest match.
  const [from, to] = levels[0] ?? ["", ""];
  const less = convert(from.slice(indent.length), levels, unit).length;
  return to.slice(0, Math.max(0, to.length - less));
}

/** Extra indentation in the file's own unit, if the match shows it: tabs for spaces, four spaces for two. */
function convert(extra: string, levels: readonly Level[], unit: number): string {
  // If the model uses tabs and the file spaces, "no indentation" is the same for both.
  const [shallowest] = levels;
  const spacesForTabs = shallowest?.[0].includes("\t") && /^ +$/.test(shallowest[1]);
  const known: readonly Level[] = spacesForTabs ? [["", ""], ...levels] : levels;
  for (const [index, [fromMore, toMore]] of known.entries()) {
    const less = known[index - 1];
    if (less === undefined || !toMore.startsWith(less[1])) continue;
    const fromStep = fromMore.length - less[0].length;
    const toStep = toMore.slice(less[1].length);
    if (fromStep === 0 || toStep === "") continue;
    if (toStep.length % fromStep === 0) return toStep.slice(0, toStep.length / fromStep).repeat(extra.length);
    if (extra.length % fromStep === 0) return toStep.repeat(extra.length / fromStep);
  }
  const fileHasTabs = levels.some(([, to]) => to.includes("\t"));
  return fileHasTabs && !extra.includes("\t") ? "\t".repeat(Math.ceil(extra.length / unit)) : extra;
}

/** The model's step when indenting with spaces: the greatest common divisor of its indentations. */
function commonUnit(lines: readonly Line[]): number {
  let unit = 0;
  for (const { text } of lines) {
    const indent = indentOf(text);
    if (indent !== text && !indent.includes("\t")) unit = commonDivisor(unit, indent.length);
  }
  return Math.max(2, unit);
}

function commonDivisor(a: number, b: number): number {
  return b === 0 ? a : commonDivisor(b, a % b);
}
