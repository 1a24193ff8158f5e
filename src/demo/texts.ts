// Builds the demo model's sentences from what it understood. The words are in languages/.

import type { Refusal } from "../base/refusal.ts";
import type { Applied } from "./apply.ts";
import type { Kind, Update } from "./kind.ts";
import type { Language } from "./languages/language.ts";
import type { UnderstoodApp } from "./understand.ts";

export function refusedApp({ nearest, isNear, unmet }: UnderstoodApp, { kinds, texts }: Language): Refusal {
  const first = nearest[0];
  const message =
    unmet.length > 0 ? texts.noApp(texts.quoted(unmet), isNear && first ? kinds[first.kind].title : null) : texts.chooseApp;
  return { message, hint: texts.setKey, suggestions: nearest.map(({ kind }) => kinds[kind].example) };
}

/** Said before the files, starting with what differs from the request. */
export function planOf(kind: Kind, { serves, slips, unmet }: UnderstoodApp, { kinds, texts }: Language): string {
  const words = kinds[kind.kind];
  return [
    ...slips.map(({ typed, taken }) => texts.readAs(texts.quoted([typed]), texts.quoted([taken]))),
    ...(serves === null ? [] : [texts.serves(texts.quoted([serves]), words.title)]),
    ...unmetText(unmet, texts),
    words.plan,
    texts.aboutDemo,
  ].join(" ");
}

export const unmetText = (unmet: readonly string[], texts: Language["texts"]): string[] =>
  unmet.length > 0 ? [texts.unmet(texts.quoted(unmet))] : [];

export const titlesOf = (updates: readonly Update[], language: Language): string =>
  updates.map((update) => language.updates[update.name].title).join(", ");

export const examplesOf = (updates: readonly Update[], language: Language): string[] =>
  updates.map((update) => language.updates[update.name].example);

/** What each change has added. */
export function summariesOf(made: Applied["made"], language: Language): string[] {
  return made.map(({ update, change }) =>
    language.updates[update.name].summary.replace(/\{(\w+)\}/g, (_whole, name: string) =>
      inLanguage(String(change.values?.[name] ?? ""), language),
    ),
  );
}

/** A colour's name in the language; other values are the same in all languages. */
const inLanguage = (value: string, { terms }: Language): string =>
  Object.keys(terms).find((term) => terms[term]?.replace(/er$/, "") === value) ?? value;

export function possibleText(updates: readonly Update[], language: Language): string {
  if (updates.length === 0) return language.texts.nothingPossible;
  return `${language.texts.possible}\n\n${listOf(examplesOf(updates, language))}`;
}

export const listOf = (lines: readonly string[]): string => lines.map((line) => `- ${line}`).join("\n");
