// Classes that a sheet declares itself, as utilities where they are used like one: by `@apply card`, or as `hover:card`.
import type { Statement } from "../../workspace/css-statements.ts";
import { type Segment, SheetText } from "./segments.ts";

/** `.card` with what follows it: a pseudo-class, a combinator and more. */
const classSelector = /^\.((?:[a-z][\w-]*)(?:\\[/.%:][\w-]*)*)((?:[\s:.>+~[#].*)?)$/s;
const validName = /^[a-z][\w-]*$/;
/** A sheet that repeats its classes without end is not worth more. */
const maxCopies = 500;

/** Names applied in the sheet, without variants and marks. */
export function appliedNames(statements: Iterable<Statement>): Set<string> {
  const names = new Set<string>();
  for (const { head, body } of statements) {
    if (body !== null || !head.startsWith("@apply")) continue;
    for (const name of head.slice("@apply".length).trim().split(/\s+/)) names.add(baseName(name));
  }
  return names;
}

const baseName = (candidate: string): string => candidate.slice(candidate.lastIndexOf(":") + 1).replace(/^!|!$/g, "");

/**
 * The sheet with a utility for each of its own classes in `needed`, and the names of them: as plain class names they must not be compiled once more,
 * because their rules are in the sheet as they were written.
 */
export function withLocalUtilities(
  sheet: SheetText,
  statements: readonly Statement[],
  needed: ReadonlySet<string>,
): { sheet: SheetText; names: Set<string> } {
  const names = new Set<string>();
  const copies: Segment[] = [];
  const declared = new Set(statements.flatMap(({ head }) => /^@utility\s+(\S+)$/.exec(head)?.[1] ?? []));
  const visit = ({ head, body }: Statement) => {
    if (body === null || head.startsWith("@") || copies.length > maxCopies * 3) return;
    const place = sheet.slice(body.start, body.end);
    const made = new Set<string>();
    for (const selector of splitSelectors(head)) {
      const [, name = "", rest = ""] = classSelector.exec(selector) ?? [];
      if (!needed.has(name) || !validName.test(name) || declared.has(name)) continue;
      if (made.has(name + rest)) continue;
      made.add(name + rest);
      names.add(name);
      copies.push(
        blank(`@utility ${name} {${rest === "" ? "" : ` &${rest} {`}`),
        ...place,
        blank(`${rest === "" ? "" : "}"}}\n`),
      );
    }
  };
  for (const statement of statements) {
    visit(statement);
    if (/^@layer\b/.test(statement.head)) for (const inner of statement.body?.statements ?? []) visit(inner);
  }
  return { sheet: copies.length === 0 ? sheet : new SheetText([...sheet.segments, blank("\n"), ...copies]), names };
}

/** The classes of the sheet that the sources use with a variant, as in `hover:card`. */
export function namesWithVariants(candidates: Iterable<string>): Set<string> {
  const names = new Set<string>();
  for (const candidate of candidates) if (candidate.includes(":")) names.add(baseName(candidate));
  return names;
}

/** At commas outside of brackets. */
function splitSelectors(head: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < head.length; at++) {
    const character = head[at];
    if (character === "(" || character === "[") depth++;
    else if (character === ")" || character === "]") depth--;
    else if (character === "," && depth === 0) {
      parts.push(head.slice(from, at).trim());
      from = at + 1;
    }
  }
  parts.push(head.slice(from).trim());
  return parts;
}

const blank = (text: string): Segment => ({ text, path: "", offset: null, exact: false });
