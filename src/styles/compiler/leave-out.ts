// Finds what a compiler that refuses a whole sheet refuses it for, and compiles the rest. Names that are applied are asked for all at once; anything else
// is found by halving, first among the statements of the sheet and then inside of the one that is at fault.
import { everyStatement, readStatements, type Statement } from "../../workspace/css-statements.ts";
import type { SheetText } from "./segments.ts";

export interface Attempt<Result> {
  compile(css: string): Promise<Result>;
  /** Those of the class names that mean nothing, in a sheet that compiles. */
  unknown(css: string, names: readonly string[]): Promise<string[]>;
  /** A name that is there and nearly the same. */
  nearest(css: string, name: string): Promise<string | null>;
  tell(place: { path: string; offset: number } | null, message: string): void;
  nowMs(): number;
}

/** Faults that are looked for one by one, and the time for it. A sheet with more is broken in some other way. */
const maxCulprits = 20;
const maxMs = 3_000;
/** Names that a near one is looked for: there are twenty thousand to compare with. */
const maxSuggestions = 5;

/** Null if nothing of the sheet can be compiled. */
export async function compileWhatCan<Result>(
  sheet: SheetText,
  attempt: Attempt<Result>,
): Promise<{ result: Result; sheet: SheetText } | null> {
  const endMs = attempt.nowMs() + maxMs;
  let current = sheet;
  for (let left = maxCulprits; left >= 0; left--) {
    const tried = await outcomeOf(attempt, current.text);
    if (tried.ok) return { result: tried.result, sheet: current };
    if (/unknown utility/.test(tried.reason)) {
      const known = await withoutUnknownNames(current, attempt);
      if (known !== current) {
        current = known;
        continue;
      }
    }
    if (attempt.nowMs() > endMs) break;
    const culprit = await findCulprit(current, tried.reason, attempt, endMs);
    if (culprit === null) break;
    attempt.tell(current.placeOf(culprit.headStart), leftOutMessage(tried.reason, culprit));
    current = current.changed([{ start: culprit.start, end: culprit.end, text: "" }]);
  }
  return null;
}

type Tried<Result> = { ok: true; result: Result } | { ok: false; reason: string };

async function outcomeOf<Result>(attempt: Attempt<Result>, css: string): Promise<Tried<Result>> {
  try {
    return { ok: true, result: await attempt.compile(css) };
  } catch (error) {
    return { ok: false, reason: error instanceof Error ? error.message : String(error) };
  }
}

/** A utility without anything in it is refused. */
const inPlace = "--in-place: 0;";

/** Without the class names in `@apply` that mean nothing; a rule that only has such names goes whole. */
async function withoutUnknownNames<Result>(sheet: SheetText, attempt: Attempt<Result>): Promise<SheetText> {
  const rules = [...everyStatement(readStatements(sheet.text))].filter(
    ({ head, body }) => body === null && /^@apply\b/.test(head),
  );
  const plain = sheet.changed(rules.map(({ start, end }) => ({ start, end, text: inPlace })));
  const names = new Set(rules.flatMap(({ head }) => namesIn(head)));
  const known = await outcomeOf({ ...attempt, compile: () => attempt.unknown(plain.text, [...names]) }, "");
  if (!known.ok) return sheet;
  const unknown = new Set(known.result);
  const changes = [];
  let suggestions = maxSuggestions;
  for (const { start, end, head, headStart } of rules) {
    const bad = namesIn(head).filter((name) => unknown.has(name));
    if (bad.length === 0) continue;
    const good = namesIn(head).filter((name) => !unknown.has(name));
    for (const name of bad) {
      const nearest = suggestions-- > 0 ? await attempt.nearest(plain.text, name) : null;
      const meant = nearest === null ? "Write a class of Tailwind, or declare it with @utility." : `Did you mean "${nearest}"?`;
      attempt.tell(sheet.placeOf(headStart), `@apply does not know the class "${name}", which is left out. ${meant}`);
    }
    const semicolon = sheet.text[end - 1] === ";" ? ";" : "";
    changes.push({ start, end, text: good.length === 0 ? "" : `@apply ${good.join(" ")}${semicolon}` });
  }
  return changes.length === 0 ? sheet : sheet.changed(changes);
}

const namesIn = (head: string): string[] =>
  head
    .slice("@apply".length)
    .trim()
    .split(/\s+/)
    .filter((name) => name !== "");

/** What others of the sheet may build on comes first: a rule fails without it for another reason than its own. */
const rankOf = ({ head }: Statement): number =>
  /^@(?:import|config|plugin|reference|source|tailwind)\b/.test(head)
    ? 0
    : /^@(?:theme|custom-variant|layer\s[^{]*$)\b/.test(head)
      ? 1
      : /^@utility\b/.test(head)
        ? 2
        : 3;

async function findCulprit<Result>(
  sheet: SheetText,
  reason: string,
  attempt: Attempt<Result>,
  endMs: number,
): Promise<Statement | null> {
  const top = readStatements(sheet.text).sort((one, other) => rankOf(one) - rankOf(other));
  const textOf = ({ start, end }: Statement) => `${sheet.text.slice(start, end)}\n`;
  const fails = async (css: string) => {
    const tried = await outcomeOf(attempt, css);
    return !tried.ok && tried.reason === reason;
  };
  let statements = top;
  let before = "";
  let after = "";
  let found: Statement | null = null;
  while (attempt.nowMs() < endMs) {
    const opening = before;
    const closing = after;
    const index = await firstFailing(statements.length, (count) =>
      fails(opening + statements.slice(0, count).map(textOf).join("") + closing),
    );
    if (index === null) return found;
    found = statements[index]!;
    const { body, head } = found;
    // A utility with nothing left in it would be the next fault.
    if (body === null || body.statements.length === 0 || head.startsWith("@utility")) return found;
    before = `${opening}${statements.slice(0, index).map(textOf).join("")}${head} {\n`;
    after = `}\n${closing}`;
    statements = body.statements;
    // The block itself is at fault, not what is in it.
    if (await fails(before + after)) return found;
  }
  return found;
}

/** Index of the statement with which it begins to fail; null if all together do not. */
async function firstFailing(count: number, fails: (count: number) => Promise<boolean>): Promise<number | null> {
  if (!(await fails(count))) return null;
  let [works, broken] = [0, count];
  while (broken - works > 1) {
    const middle = (works + broken) >>> 1;
    if (await fails(middle)) broken = middle;
    else works = middle;
  }
  return broken - 1;
}

const shownCharacters = 60;

function leftOutMessage(reason: string, { head }: Statement): string {
  const shown = head.length > shownCharacters ? `${head.slice(0, shownCharacters)}…` : head;
  return `Tailwind cannot compile this, so it is left out: ${shown}. ${/[.!?]$/.test(reason) ? reason : `${reason}.`}`;
}
