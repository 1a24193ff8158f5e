// What a language's phrases mean to the demo model, and which language a request is in.
import type { KindName, UpdateName } from "./kind.ts";
import { languages } from "./languages/index.ts";
import type { Language } from "./languages/language.ts";
import { formsOf, isSlipOf, type Token, tokensOf } from "./tokens.ts";
import { colourNames } from "./updates/colours.ts";

const colourMeaning: Meaning = { as: "update", update: "colours" };
/** "Dark blue" is a shade of blue, not dark mode. */
const shades = ["%", "dark %", "light %", "% foncé", "% clair", "% oscuro", "% claro"];

const grammar = [
  "filler",
  "extras",
  "relatives",
  "purposes",
  "topics",
  "together",
  "refusals",
  "removals",
  "turns",
  "complaints",
] as const;
const roles = ["is", "serves", "wider", "has", "near"] as const;

export type Meaning =
  | { as: (typeof grammar)[number] }
  | { as: (typeof roles)[number]; kind: KindName }
  | { as: "update"; update: UpdateName };

export interface Vocabulary {
  language: Language;
  /** By phrase: words joined by single spaces. */
  meanings: ReadonlyMap<string, Meaning[]>;
  /** Number of words in the longest phrase. */
  longest: number;
  /** The names of kinds as single words, to match typing errors against. */
  names: readonly string[];
}

/** A stretch of tokens and its meaning, if known. */
export interface Span {
  tokens: Token[];
  meanings: Meaning[];
}

function vocabularyOf(language: Language): Vocabulary {
  const meanings = new Map<string, Meaning[]>();
  const names = new Set<string>();
  let longest = 1;
  const learn = (phrases: string, meaning: Meaning) => {
    for (const phrase of phrases.split(",")) {
      const words = tokensOf(phrase.trim()).map((token) => token.word);
      longest = Math.max(longest, words.length);
      meanings.set(words.join(" "), [...(meanings.get(words.join(" ")) ?? []), meaning]);
      if (meaning.as === "is") for (const word of words) names.add(word);
    }
  };
  for (const as of grammar) learn(language[as], { as });
  for (const [kind, words] of Object.entries(language.kinds)) {
    for (const as of roles) if (words[as]) learn(words[as], { as, kind: kind as KindName });
  }
  for (const [update, { words }] of Object.entries(language.updates))
    learn(words, { as: "update", update: update as UpdateName });
  const colours = [
    ...colourNames,
    ...Object.keys(language.terms).filter((term) => colourNames.includes(language.terms[term] ?? "")),
  ];
  for (const colour of colours) {
    for (const shade of shades) learn(shade.replace("%", colour), colourMeaning);
  }
  return { language, meanings, longest, names: [...names] };
}

const vocabularies = languages.map(vocabularyOf);
const english = vocabularies[0] as Vocabulary;
const isContent = (meaning: Meaning) => "kind" in meaning || "update" in meaning;

function lookUp(vocabulary: Vocabulary, words: readonly string[], borrowed: boolean): Meaning[] {
  if (words[0]?.startsWith("#")) return words.length === 1 ? [colourMeaning] : [];
  const start = words.slice(0, -1).join(" ");
  const forms = formsOf(words.at(-1) ?? "").map((form) => (start ? `${start} ${form}` : form));
  for (const form of forms) {
    const found = vocabulary.meanings.get(form);
    if (found) return found;
  }
  if (!borrowed) return [];
  // Computer terms are English in every language.
  return forms.map((form) => english.meanings.get(form)?.filter(isContent) ?? []).find((found) => found.length > 0) ?? [];
}

/** Divides the tokens into spans, longest phrase first; only allowed meanings count. */
export function spansOf(
  tokens: readonly Token[],
  vocabulary: Vocabulary,
  allowed: (meaning: Meaning) => boolean = () => true,
  borrowed = true,
): Span[] {
  const spans: Span[] = [];
  for (let at = 0; at < tokens.length; ) {
    const rest = tokens.slice(at, at + vocabulary.longest);
    const end = rest.findIndex((token) => token.kind !== "word");
    const words = end === -1 ? rest : rest.slice(0, end);
    let span: Span = { tokens: rest.slice(0, 1), meanings: [] };
    for (let length = words.length; length > 0 && span.meanings.length === 0; length -= 1) {
      const phrase = words.slice(0, length);
      const meanings = lookUp(
        vocabulary,
        phrase.map((token) => token.word),
        borrowed,
      ).filter(allowed);
      if (meanings.length > 0) span = { tokens: phrase, meanings };
    }
    spans.push(span);
    at += span.tokens.length;
  }
  return spans;
}

/** Enough words to recognise a language. */
const tokensToTell = 80;

/** The vocabulary of the language that most of the words belong to; null if none beats English. */
function tell(request: string): Vocabulary | null {
  const tokens = tokensOf(request).slice(0, tokensToTell);
  const scored = vocabularies.map((vocabulary) => {
    const spans = spansOf(tokens, vocabulary, undefined, false);
    const known = spans.reduce((sum, span) => sum + (span.meanings.length > 0 ? wordsIn(span) : slipsIn(span, vocabulary)), 0);
    const letters = [...vocabulary.language.letters].some((letter) => request.toLowerCase().includes(letter)) ? 1 : 0;
    return { vocabulary, score: known + letters };
  });
  const best = Math.max(...scored.map((entry) => entry.score));
  const [first, second] = scored.filter((entry) => entry.score === best);
  return !first || (second && first.vocabulary === english) ? null : first.vocabulary;
}

/** Single letters are words in too many languages. */
const wordsIn = ({ tokens }: Span) => tokens.filter((token) => token.word.length > 1).length;
const slipsIn = ({ tokens }: Span, { names }: Vocabulary) =>
  tokens.filter((token) => names.some((name) => isSlipOf(token.word, name))).length;

/** Uses the latest request that shows its language: "Pomodoro" is the same in all of them. */
export function vocabularyFor(requests: readonly string[]): Vocabulary {
  for (const request of requests) {
    const found = tell(request);
    if (found) return found;
  }
  return english;
}

/** Long enough for the words that name an app. */
const tokensMended = 60;

export interface Slip {
  typed: Token;
  taken: string;
}

/** Reads words that are nearly the name of a kind as that name. */
export function mendSlips(tokens: readonly Token[], vocabulary: Vocabulary): { tokens: Token[]; slips: Slip[] } {
  const slips: Slip[] = [];
  const mended = tokens.map((token, at) => {
    if (at >= tokensMended || token.kind !== "word" || lookUp(vocabulary, [token.word], true).length > 0) return token;
    const names = [...vocabulary.names, ...english.names];
    const taken = names.includes(token.word) ? undefined : names.find((name) => isSlipOf(token.word, name));
    if (taken === undefined) return token;
    slips.push({ typed: token, taken });
    return { ...token, word: taken };
  });
  return { tokens: mended, slips };
}

/** The request with its value words in English, as updates read them. */
export function inEnglishTerms(request: string, { language }: Vocabulary): string {
  const terms = new Map(
    Object.entries(language.terms).map(([term, value]) => [
      tokensOf(term)
        .map((token) => token.word)
        .join(" "),
      value,
    ]),
  );
  if (terms.size === 0) return request.toLowerCase();
  const longestTerm = 3;
  const tokens = tokensOf(request);
  let text = "";
  let copied = 0;
  for (let at = 0; at < tokens.length; at += 1) {
    for (let length = longestTerm; length > 0; length -= 1) {
      const phrase = tokens.slice(at, at + length);
      const value = phrase.length === length ? terms.get(phrase.map((token) => token.word).join(" ")) : undefined;
      if (value === undefined) continue;
      text += request.slice(copied, phrase[0]?.start) + value;
      copied = phrase.at(-1)?.end ?? copied;
      at += length - 1;
      break;
    }
  }
  return (text + request.slice(copied)).toLowerCase();
}
