// Works out what a request asks for: the app or the changes, and every wish that cannot be met. Nothing is guessed: an unknown word that is
// not filler is a wish.
import { type Clause, type ClauseSpan, clausesOf, piecesOf } from "./clauses.ts";
import type { Kind, KindName, Update } from "./kind.ts";
import { tokensRead } from "./tokens.ts";
import { type Meaning, spansOf, type Vocabulary } from "./vocabulary.ts";
import { type Reading, readRequest, wishesOf } from "./wishes.ts";

/** No more wishes than these are listed to a person. */
const piecesNamed = 4;

export interface UnderstoodChange {
  updates: Update[];
  /** The request in the form that changes read. */
  valueFor(update: Update): string;
  /** Wishes that cannot be met, in the person's words. */
  unmet: string[];
}

export interface UnderstoodApp extends UnderstoodChange {
  /** What will be made; null if that would differ from what was asked for. */
  kind: Kind | null;
  /** All kinds, nearest first. */
  nearest: Kind[];
  /** Whether the first kind is really near, not just first in the list. */
  isNear: boolean;
  /** What was asked for, if the app was not made for it but will do. */
  serves: string | null;
  /** Words that were read as other words. */
  slips: { typed: string; taken: string }[];
}

export function understandChange(
  request: string,
  kind: Kind | null,
  updates: readonly Update[],
  vocabulary: Vocabulary,
): UnderstoodChange {
  const reading = readRequest(request, updates, vocabulary);
  const wishes = wishesOf(request, reading, kind, updates, null);
  return {
    updates: wishes.updates,
    valueFor: wishes.valueFor,
    unmet: named(wishes.unmetIn(wishes.clauses), reading),
  };
}

export function understandApp(
  request: string,
  kinds: readonly Kind[],
  commonUpdates: readonly Update[],
  vocabulary: Vocabulary,
): UnderstoodApp {
  const reading = readRequest(request, commonUpdates, vocabulary);
  const clauses = clausesOf(spansOf(reading.tokens, vocabulary));
  const ranked = rank(clauses, kinds);
  const around = { nearest: ranked.map((entry) => entry.kind), isNear: (ranked[0]?.score ?? 0) >= nearScore };
  const refused = (pieces: string[]) => ({
    ...around,
    kind: null,
    updates: [],
    valueFor: () => request,
    unmet: named(pieces, reading),
    serves: null,
    slips: [],
  });
  const contentOf = (clause: Clause) => piecesOf(reading.text, clause.spans, (span) => span.wish === "wanted" && isContent(span));

  const meant = meantIn(clauses, kinds);
  if (!meant) return refused(clauses.flatMap(contentOf));
  const { kind, span: name } = meant;
  const wishes = wishesOf(request, reading, kind, [...kind.updates, ...commonUpdates], name);
  const unmetOf = (...types: Clause["type"][]) => wishes.unmetIn(wishes.clauses.filter((clause) => types.includes(clause.type)));

  const isWider = !isNamed(name);
  const inName = unmetOf("main");
  const beyond = kind.subject === "own" || isWider ? [...inName, ...unmetOf("relative", "subject")] : [];
  if (beyond.length > 0) {
    // Together with the word for the app, "tip calculator" says more than "tip".
    const whole = inName.length > 0 ? contentOf(meant.clause) : [];
    return refused([...whole, ...unmetOf("relative", "subject", "extra")]);
  }
  return {
    ...around,
    kind,
    updates: wishes.updates,
    valueFor: wishes.valueFor,
    unmet: named(wishes.unmetIn(wishes.clauses), reading),
    serves: name.meanings.some((meaning) => meaning.as === "serves") ? textOf(name, reading) : null,
    slips: reading.slips.map(({ typed, taken }) => ({ typed: reading.text.slice(typed.start, typed.end), taken })),
  };
}

interface Meant {
  kind: Kind;
  /** The words that name the app. */
  span: ClauseSpan;
  clause: Clause;
}

/** The app named by the first clause with any content: "a CRM with a task list" is not a task list, "an app to take notes" is a notes app. */
function meantIn(clauses: readonly Clause[], kinds: readonly Kind[]): Meant | null {
  const clause = clauses.find(({ spans }) => spans.some((span) => span.wish === "wanted" && isContent(span)));
  if (!clause) return null;
  const names = clause.spans.filter((span) => span.wish === "wanted" && isNamed(span));
  const longest = names.reduce<ClauseSpan | null>((best, span) => (best && lengthOf(best) >= lengthOf(span) ? best : span), null);
  if (longest) {
    const kind = kindBy(longest, ["is", "serves"], kinds);
    return kind && { kind, span: longest, clause };
  }
  // "A website for a bakery": a word for something broader, and one for this app's subject.
  for (const span of clause.spans) {
    const kind = kindBy(span, ["wider"], kinds);
    const known = ofKind(["has"], kind?.kind);
    const isAbout = (other: ClauseSpan) => other !== span && other.wish === "wanted" && other.meanings.some(known);
    if (kind && clauses.some((other) => other.spans.some(isAbout))) return { kind, span, clause };
  }
  return null;
}

const ofKind = (roles: readonly Meaning["as"][], kind: KindName | undefined) => (meaning: Meaning) =>
  "kind" in meaning && meaning.kind === kind && roles.includes(meaning.as);

const kindBy = (span: ClauseSpan, roles: readonly Meaning["as"][], kinds: readonly Kind[]): Kind | null =>
  kinds.find(({ kind }) => span.meanings.some(ofKind(roles, kind))) ?? null;

const isNamed = (span: ClauseSpan) => span.meanings.some((meaning) => meaning.as === "is" || meaning.as === "serves");
/** Neither punctuation nor filler. */
const isContent = (span: ClauseSpan) =>
  span.tokens[0]?.kind === "word" &&
  !/^[a-z]$/.test(span.tokens[0].word) &&
  span.meanings.every((meaning) => "kind" in meaning || "update" in meaning);
const lengthOf = (span: ClauseSpan) => span.tokens.reduce((sum, token) => sum + token.word.length, 0);
const textOf = (span: ClauseSpan, { text }: Reading) => text.slice(span.tokens[0]?.start, span.tokens.at(-1)?.end);

/** The score from which a request is near a kind. What an app merely contains is not enough. */
const nearScore = 10;
const weights = { is: nearScore + 2, serves: nearScore + 2, wider: 0, near: nearScore, has: 1 };

function rank(clauses: readonly Clause[], kinds: readonly Kind[]): { kind: Kind; score: number }[] {
  const spans = clauses.flatMap((clause) => clause.spans.filter((span) => span.wish === "wanted"));
  const scoreOf = (kind: Kind) =>
    spans
      .flatMap((span) => span.meanings)
      .reduce((sum, meaning) => sum + ("kind" in meaning && meaning.kind === kind.kind ? weights[meaning.as] : 0), 0);
  return kinds.map((kind) => ({ kind, score: scoreOf(kind) })).sort((a, b) => b.score - a.score);
}

/** The wishes as a person is told of them: each once, not too many, and whether part of the request was not read. */
function named(pieces: readonly string[], { tokens }: Reading): string[] {
  const different = pieces.filter((piece, at) => pieces.findIndex((other) => other.toLowerCase() === piece.toLowerCase()) === at);
  const more = different.length > piecesNamed || tokens.length >= tokensRead;
  return [...different.slice(0, piecesNamed), ...(more ? ["…"] : [])];
}
