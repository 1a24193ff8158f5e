// Splits a request into clauses: what the app is, what it should have, what it is for; and in each, what is wanted and what is not.
import type { Meaning, Span } from "./vocabulary.ts";

export type Wish = "wanted" | "refused" | "removed";

export interface ClauseSpan extends Span {
  wish: Wish;
}

export interface Clause {
  /**
   * `main`: what it is. `extra`: what it should have ("with a chart"). `relative`: what it does ("that counts down").
   * `subject`: what it is for or about ("for a bakery").
   */
  type: "main" | "extra" | "relative" | "subject";
  spans: ClauseSpan[];
}

const beginnings = { extras: "extra", relatives: "relative", purposes: "subject", topics: "subject" } as const;
const isNamed = (span: Span) => span.meanings.some((meaning) => meaning.as === "is" || meaning.as === "serves");
const says = (span: Span, as: Meaning["as"]) => span.meanings.some((meaning) => meaning.as === as);

export function clausesOf(spans: readonly Span[]): Clause[] {
  const clauses: Clause[] = [];
  let named = false;
  let wish: Wish = "wanted";
  const begin = (type: Clause["type"]) => {
    const clause: Clause = { type, spans: [] };
    clauses.push(clause);
    return clause;
  };
  let clause = begin("main");
  for (const span of spans) {
    const kind = span.tokens[0]?.kind;
    if (kind === "stop" || kind === "comma") {
      wish = "wanted";
      // Once the app has been named, details of it follow.
      clause = begin(named ? "extra" : kind === "comma" ? clause.type : "main");
      continue;
    }
    const beginning = (Object.keys(beginnings) as (keyof typeof beginnings)[]).find((as) => says(span, as));
    if (says(span, "refusals")) wish = "refused";
    else if (says(span, "removals")) wish = "removed";
    else if (says(span, "turns")) wish = "wanted";
    // "With a mode for two players" is still about what it should have; "with questions about films" is about films.
    if (beginning && (clause.type !== "extra" || beginning === "topics" || beginning === "extras"))
      clause = begin(beginnings[beginning]);
    named ||= wish === "wanted" && isNamed(span);
    clause.spans.push({ ...span, wish });
  }
  return clauses;
}

/** Longer pieces of a request are shortened when repeated, UTF-16 units. */
const shownMaxCharacters = 60;

/**
 * The pieces of a clause that these spans cover, as written. Filler words are kept between two words that matter; a number keeps the word
 * that it counts.
 */
export function piecesOf(request: string, spans: readonly ClauseSpan[], counts: (span: ClauseSpan) => boolean): string[] {
  const pieces: { start: number; end: number }[] = [];
  let open: { start: number; end: number } | null = null;
  for (const [at, span] of spans.entries()) {
    const [first, last] = [span.tokens[0], span.tokens.at(-1)];
    if (!first || !last) continue;
    if (counts(span)) {
      const counted = /^\d+$/.test(first.word) || numerals.has(first.word) ? spans[at + 1]?.tokens.at(-1) : undefined;
      const end = (counted ?? last).end;
      if (open) open.end = end;
      else {
        open = { start: first.start, end };
        pieces.push(open);
      }
    } else if (!says(span, "filler") || span.wish !== "wanted") open = null;
  }
  return pieces.map(({ start, end }) => shown(request.slice(start, end)));
}

const numerals = new Set(
  "two three four five six seven eight nine ten twelve fifteen twenty zwei drei vier funf sechs sieben acht neun zehn zwolf zwanzig deux trois quatre cinq sept huit neuf dix vingt dos tres cuatro cinco seis siete ocho nueve diez veinte".split(
    " ",
  ),
);

function shown(text: string): string {
  const line = text.replace(/\s+/g, " ");
  if (line.length <= shownMaxCharacters) return line;
  return `${Array.from(line).slice(0, shownMaxCharacters).join("")}…`;
}
