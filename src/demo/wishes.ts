// Sorts out a request once its app is clear: the changes it asks for, and the wishes that cannot be met.
import { type Clause, type ClauseSpan, clausesOf, piecesOf } from "./clauses.ts";
import type { Kind, Update } from "./kind.ts";
import { tokensOf } from "./tokens.ts";
import { inEnglishTerms, type Meaning, mendSlips, type Slip, type Span, spansOf, type Vocabulary } from "./vocabulary.ts";

export interface Wishes {
  clauses: Clause[];
  updates: Update[];
  /** The request in the form that changes read. */
  valueFor(update: Update): string;
  /** Wishes in these clauses that cannot be met, in the person's words. */
  unmetIn(clauses: readonly Clause[]): string[];
}

/** A request without the names it gives, word by word. */
export interface Reading {
  text: string;
  vocabulary: Vocabulary;
  tokens: ReturnType<typeof tokensOf>;
  slips: Slip[];
}

export function readRequest(request: string, updates: readonly Update[], vocabulary: Vocabulary): Reading {
  const text = updates.reduce((rest, update) => update.withoutValue?.(rest) ?? rest, request);
  return { text, vocabulary, ...mendSlips(tokensOf(text), vocabulary) };
}

const isNumber = (span: ClauseSpan) => /^\d+$/.test(span.tokens[0]?.word ?? "");
const isLetter = (span: ClauseSpan) => /^[a-z]$/.test(span.tokens[0]?.word ?? "");
const isPunctuation = (span: ClauseSpan) => span.tokens[0]?.kind !== "word";

/** `name`: the words that name the app, which make their clause the main one; null for a change, where every clause is a request. */
export function wishesOf(
  request: string,
  reading: Reading,
  kind: Kind | null,
  updates: readonly Update[],
  name: Span | null,
): Wishes {
  const wanted = withoutRefused(reading);
  const valueFor = (update: Update) => (update.withoutValue ? request : wanted);
  const readable = updates.filter((update) => update.canRead?.(valueFor(update)) ?? true);
  const ofUpdate = (update: Update) => (meaning: Meaning) => meaning.as === "update" && meaning.update === update.name;
  const allowed = (meaning: Meaning) => {
    if ("update" in meaning) return readable.some((update) => update.name === meaning.update);
    return !("kind" in meaning) || (meaning.kind === kind?.kind && meaning.as !== "near");
  };
  const start = name?.tokens[0]?.start;
  const named = (span: Span) => span.tokens.some((token) => token.start === start);
  const clauses = clausesOf(spansOf(reading.tokens, reading.vocabulary, allowed)).map(
    (clause): Clause => (clause.spans.some(named) ? { ...clause, type: "main" } : clause),
  );
  // A to-do list for urgent work is a to-do list: what such an app is for adds no wish, except use by several people.
  const isFree = (clause: Clause) => name !== null && clause.type === "subject" && kind?.subject === "any";
  const spans = clauses
    .filter((clause) => !isFree(clause))
    .flatMap((clause) => clause.spans.filter((span) => !paints(span, clause)));
  const asksFor = (update: Update) => (span: ClauseSpan) =>
    (span.wish === "wanted" || (span.wish === "removed" && update.removes === true)) && span.meanings.some(ofUpdate(update));
  const chosen = readable.filter((update) => hasValue(update, request) || spans.some(asksFor(update)));
  const takesNumbers = chosen.some((update) => update.takesNumbers);

  const isUnmet = (span: ClauseSpan, clause: Clause) => {
    if (isPunctuation(span) || isLetter(span) || (takesNumbers && isNumber(span))) return false;
    if (span.wish === "refused") return false;
    // A removal is a wish of its own, and only an update that removes things can meet it.
    if (span.wish === "removed") return !chosen.some((update) => update.removes && span.meanings.some(ofUpdate(update)));
    if (span.meanings.some((meaning) => meaning.as === "together")) return true;
    if ((span.meanings.length > 0 && !paints(span, clause)) || isFree(clause)) return false;
    return clause.type === "subject" || !span.tokens.every((token) => token.quoted);
  };
  return {
    clauses,
    updates: chosen,
    valueFor,
    unmetIn: (among) => among.flatMap((clause) => piecesOf(reading.text, clause.spans, (span) => isUnmet(span, clause))),
  };
}

/** "Gold stars", "un titre bleu": a colour next to an unknown word belongs to that thing and is not a wish for the app's colour. */
function paints(span: ClauseSpan, { spans }: Clause): boolean {
  if (!span.meanings.some((meaning) => meaning.as === "update" && isLook.has(meaning.update))) return false;
  const at = spans.indexOf(span);
  return [spans[at - 1], spans[at + 1]].some((beside) => beside && !isPunctuation(beside) && beside.meanings.length === 0);
}

const isLook: ReadonlySet<string> = new Set(["colours", "dark"]);

/** The words that ask for a new name are taken out of the request. */
const hasValue = (update: Update, request: string) =>
  update.withoutValue !== undefined && update.canRead !== undefined && update.withoutValue(request) !== request;

/** In English terms, without unwanted values: "green, not red" gives green. */
function withoutRefused({ text, tokens, vocabulary }: Reading): string {
  const refused = clausesOf(spansOf(tokens, vocabulary)).flatMap((clause) =>
    clause.spans.filter((span) => span.wish === "refused"),
  );
  const kept = refused.reduceRight((rest, span) => {
    const [start, end] = [span.tokens[0]?.start ?? 0, span.tokens.at(-1)?.end ?? 0];
    return `${rest.slice(0, start)} ${rest.slice(end)}`;
  }, text);
  return inEnglishTerms(kept, vocabulary);
}
