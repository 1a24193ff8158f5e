// Decides what the demo model does next: create an app, change one, answer a question, or say that it cannot.

import type { Refusal } from "../base/refusal.ts";
import { applyUpdates, mergeEdits } from "./apply.ts";
import packed from "./apps.generated.json" with { type: "json" };
import type { Conversation } from "./conversation.ts";
import type { Kind, Update } from "./kind.ts";
import { kindOfFiles } from "./kind-of-files.ts";
import { kinds } from "./kinds/index.ts";
import type { Language } from "./languages/language.ts";
import { type Call, type Reply, say } from "./reply.ts";
import { changesTold, failures, filesRead, isRefusedEnd } from "./results.ts";
import { examplesOf, listOf, planOf, possibleText, refusedApp, summariesOf, titlesOf, unmetText } from "./texts.ts";
import { understandApp, understandChange } from "./understand.ts";
import { commonUpdates, repeatable } from "./updates/index.ts";
import { type Vocabulary, vocabularyFor } from "./vocabulary.ts";

const apps: Record<string, Record<string, string>> = packed;
const shownSuggestions = 3;
/** Suggestions when nothing was done: first the kind's own updates, then common ones; `finish_app` takes no more. */
const ownOffered = 3;
const offered = 5;
/** How many earlier requests are read to learn what was already asked for; a long chat is not read from the start. */
const earlierRead = 100;
/** The files that say most about an app. */
const telling = ["src/App.tsx", "src/lib/app.ts"];

/** Why the demo model would refuse a request, known before anything is created; null if it would build it. */
export function refusalOf(prompt: string): Refusal | null {
  const vocabulary = vocabularyFor([prompt]);
  const understood = understandApp(prompt, kinds, commonUpdates, vocabulary);
  return understood.kind === null ? refusedApp(understood, vocabulary.language) : null;
}

export function decide(conversation: Conversation): Reply {
  const vocabulary = vocabularyFor([conversation.request, ...conversation.earlierRequests.slice(-earlierRead).reverse()]);
  const { language } = vocabulary;
  if (conversation.ask) return answer(conversation, vocabulary);
  const done = conversation.rounds.flat();
  const hasChanged = done.some((call) => changesTold(call).length > 0);
  // A refused end does not count if the app did not load before and was not touched.
  const failed = failures(done).filter((call) => hasChanged || !isRefusedEnd(call));
  if (failed.length > 0)
    return failedStep(
      failed.map((call) => call.result),
      language,
    );
  // The product asks for a correction or for more, and the demo model has none to give.
  if (conversation.note !== null) return failedStep([conversation.note], language);
  return conversation.files.size === 0 ? create(conversation, vocabulary) : update(conversation, vocabulary);
}

function create({ request, rounds }: Conversation, vocabulary: Vocabulary): Reply {
  const { language } = vocabulary;
  const understood = understandApp(request, kinds, commonUpdates, vocabulary);
  const { kind, updates, valueFor, unmet } = understood;
  const prepared = kind && apps[kind.kind];
  if (!kind || !prepared) {
    const { message, hint, suggestions } = refusedApp(understood, language);
    return say(`${message}\n\n${listOf(suggestions)}\n\n${hint}`);
  }
  const words = language.kinds[kind.kind];
  const { made, files } = applyUpdates(new Map(Object.entries(prepared)), updates, valueFor);
  if (rounds.length > 0) {
    const left = allUpdates(kind).filter((entry) => !updates.includes(entry));
    return finish([words.summary, ...summariesOf(made, language), ...unmetText(unmet, language.texts)], left, language);
  }
  const appName = made.findLast(({ change }) => change.appName)?.change.appName ?? kind.appName;
  return {
    text: planOf(kind, understood, language),
    calls: [
      { name: "set_app_details", arguments: { name: appName, description: words.description } },
      ...inOrder([...files.keys()]).map((path) => write(path, files.get(path) ?? "")),
    ],
  };
}

function update(conversation: Conversation, vocabulary: Vocabulary): Reply {
  const { request, files, rounds } = conversation;
  const { language } = vocabulary;
  const { texts } = language;
  const paths = [...files.keys()];
  const kind = kindOfFiles(paths, kinds, apps);
  const possible = allUpdates(kind).filter((entry) => entry.reads.some((path) => paths.includes(path)));
  const { updates: wanted, valueFor, unmet } = understandChange(request, kind, possible, vocabulary);
  const made = madeAlready(possible, kind, conversation, vocabulary);
  const fresh = (taken: readonly Update[]) => possible.filter((entry) => !taken.includes(entry) && !made.includes(entry));
  if (wanted.length === 0) return refuse(texts.noChange(texts.quoted(unmet)), fresh([]), conversation, language);

  const [reading, writing] = rounds;
  if (!reading) {
    const reads = [...new Set(wanted.flatMap((entry) => entry.reads))].filter((path) => paths.includes(path));
    return {
      text: [...unmetText(unmet, texts), texts.working(titlesOf(wanted, language))].join(" "),
      calls: reads.map((path) => ({ name: "read_file", arguments: { path } })),
    };
  }
  const { made: applied, refused } = applyUpdates(filesRead(reading, files), wanted, valueFor);
  if (applied.length === 0)
    return refuse(texts.impossibleChange(titlesOf(refused, language)), fresh(refused), conversation, language);
  if (writing) return finish([...summariesOf(applied, language), ...unmetText(unmet, texts)], fresh(wanted), language);

  const changes = applied.map((entry) => entry.change);
  const appName = changes.findLast((change) => change.appName)?.appName;
  return {
    text: refused.length > 0 ? texts.leftOut(titlesOf(refused, language)) : "",
    calls: [
      ...(appName === undefined ? [] : [{ name: "set_app_details", arguments: { name: appName } }]),
      ...changes.flatMap((change) => change.writes ?? []).map(({ path, content }) => write(path, content)),
      ...mergeEdits(changes).map(({ path, edits }) => ({ name: "edit_file", arguments: { path, edits } })),
    ],
  };
}

function answer(conversation: Conversation, vocabulary: Vocabulary): Reply {
  const { appName, files, rounds } = conversation;
  const { language } = vocabulary;
  const { texts } = language;
  const paths = [...files.keys()];
  if (paths.length === 0) {
    const examples = kinds.map((kind) => language.kinds[kind.kind].example);
    return say(`${texts.emptyApp} ${texts.chooseApp}\n\n${listOf(examples)}\n\n${texts.setKey}`);
  }
  const found = telling.filter((path) => paths.includes(path));
  const reads = found.map((path): Call => ({ name: "read_file", arguments: { path } }));
  const [reading] = rounds;
  if (!reading) return { text: "", calls: [{ name: "list_files", arguments: {} }, ...reads] };
  const source = filesRead(reading, files).get("src/App.tsx") ?? "";
  const parts = [...source.matchAll(/from "\.\/components\/([A-Za-z]+)"/g)].flatMap((match) => match[1] ?? []);
  const kind = kindOfFiles(paths, kinds, apps);
  const made = madeAlready(allUpdates(kind), kind, conversation, vocabulary);
  const left = allUpdates(kind).filter((entry) => !made.includes(entry));
  return say(`${texts.aboutApp(appName, coded(paths), coded(parts))}\n\n${possibleText(left, language)}\n\n${texts.setKey}`);
}

/** Writes nothing and offers other requests as buttons, which come with the call that ends the run. */
function refuse(message: string, left: readonly Update[], { rounds }: Conversation, language: Language): Reply {
  // An app that does not load cannot be finished: then the list is given as text.
  if (rounds.flat().some(isRefusedEnd)) return say(possibleText(left, language));
  const none = left.length === 0 ? ` ${language.texts.nothingPossible}` : "";
  return {
    text: `${message}${none}\n\n${language.texts.setKey}`,
    calls: [{ name: "finish_app", arguments: { summary: message, suggestions: examplesOf(offeredOf(left), language) } }],
  };
}

function offeredOf(left: readonly Update[]): Update[] {
  const own = left.filter((entry) => !commonUpdates.includes(entry));
  return [...own.slice(0, ownOffered), ...left.filter((entry) => !own.includes(entry))].slice(0, offered);
}

const failedStep = (results: readonly string[], { texts }: Language): Reply =>
  say(`${texts.failedStep(`> ${results.join("\n").split("\n").join("\n> ")}`)}\n\n${texts.setKey}`);

/** Updates already in the app, judged without reading it: their files exist, or they were asked for before. */
function madeAlready(
  updates: readonly Update[],
  kind: Kind | null,
  conversation: Conversation,
  vocabulary: Vocabulary,
): Update[] {
  const { files, earlierRequests } = conversation;
  const base = new Map(Object.entries((kind && apps[kind.kind]) ?? {}));
  const asked = earlierRequests
    .slice(-earlierRead)
    .flatMap((text) => understandChange(text, kind, updates, vocabularyFor([text])).updates);
  return updates.filter((entry) => {
    if (repeatable.includes(entry)) return false;
    const example = vocabulary.language.updates[entry.name].example;
    const writes = applyUpdates(base, [entry], () => example).made.flatMap(({ change }) => change.writes ?? []);
    return writes.length > 0 ? writes.every(({ path }) => files.has(path)) : asked.includes(entry);
  });
}

function finish(summary: readonly string[], left: readonly Update[], language: Language): Reply {
  const suggestions = examplesOf(left.slice(0, shownSuggestions), language);
  return { text: "", calls: [{ name: "finish_app", arguments: { summary: summary.join(" "), suggestions } }] };
}

const allUpdates = (kind: Kind | null): Update[] => [...(kind?.updates ?? []), ...commonUpdates];
const write = (path: string, content: string): Call => ({ name: "write_file", arguments: { path, content } });
const coded = (words: readonly string[]) => words.map((word) => `\`${word}\``).join(", ");

/** The order in which a person would write an app: page, styles, logic, components, app, entry. */
function inOrder(paths: readonly string[]): string[] {
  const order = [/^index\.html$/, /\.css$/, /^src\/lib\//, /^src\/components\//, /^src\/App\.tsx$/, /^src\/main\.tsx$/];
  const rank = (path: string) => order.findIndex((pattern) => pattern.test(path)) + 1 || order.length + 1;
  return [...paths].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
}
