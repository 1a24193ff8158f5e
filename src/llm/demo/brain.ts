// Decides what the demo model does next: make an app, change one, answer a question, or say that it cannot.

import { applyUpdates, mergeEdits } from "./apply.ts";
import packed from "./apps.generated.json" with { type: "json" };
import { kindMeant, kindOfFiles } from "./choose.ts";
import { type Conversation, failures, filesRead } from "./conversation.ts";
import type { Kind, Update } from "./kind.ts";
import { kinds } from "./kinds/index.ts";
import { type Call, type Reply, say } from "./reply.ts";
import { aboutApp, aboutDemo, emptyApp, failedCalls, impossibleUpdate, unknownApp, unknownUpdate } from "./texts.ts";
import { commonUpdates, repeatable, updatesMeant } from "./updates/index.ts";

const apps: Record<string, Record<string, string>> = packed;
const shownSuggestions = 3;
/** Files that tell most about an app. */
const telling = ["src/App.tsx", "src/lib/app.ts"];

export function decide(conversation: Conversation): Reply {
  if (conversation.ask) return answer(conversation);
  const done = conversation.rounds.flat();
  const failed = failures(done);
  if (failed.length > 0) return say(failedCalls(failed.map((call) => call.result)));
  // The product asks for a correction or for more: there is none to give.
  if (conversation.note !== null) return say(failedCalls([conversation.note]));
  return conversation.files.size === 0 ? create(conversation) : update(conversation);
}

function create({ request, rounds }: Conversation): Reply {
  const kind = kindMeant(request, kinds);
  const prepared = kind && apps[kind.kind];
  if (!kind || !prepared) return say(unknownApp(kinds));
  const updates = allUpdates(kind);
  const { made, files } = applyUpdates(new Map(Object.entries(prepared)), updatesMeant(updates, request), request);
  const appName = made.findLast(({ change }) => change.appName)?.change.appName ?? kind.appName;
  if (rounds.length > 0) {
    const extra = made.map(({ change }) => change.summary);
    return finish(
      [kind.summary, ...extra].join(" "),
      updates,
      made.map((entry) => entry.update),
    );
  }
  return {
    text: `${kind.plan} ${aboutDemo}`,
    calls: [
      { name: "set_app_details", arguments: { name: appName, description: kind.description } },
      ...inOrder([...files.keys()]).map((path) => write(path, files.get(path) ?? "")),
    ],
  };
}

function update(conversation: Conversation): Reply {
  const { request, files, rounds } = conversation;
  const paths = [...files.keys()];
  const kind = kindOfFiles(paths, kinds, apps);
  const updates = allUpdates(kind);
  const possible = updates.filter((entry) => entry.reads.some((path) => paths.includes(path)));
  const wanted = updatesMeant(possible, request);
  const made = possible.filter((entry) => isMade(entry, kind, conversation));
  const fresh = (taken: readonly Update[]) => possible.filter((entry) => !taken.includes(entry) && !made.includes(entry));
  if (wanted.length === 0) return say(unknownUpdate(fresh([])));

  const [reading, writing] = rounds;
  if (!reading) {
    const reads = [...new Set(wanted.flatMap((entry) => entry.reads))].filter((path) => paths.includes(path));
    return {
      text: `I work on ${wanted.map((entry) => entry.name).join(" and ")}. First I read the files that it touches.`,
      calls: reads.map((path) => ({ name: "read_file", arguments: { path } })),
    };
  }
  const { made: applied, refused } = applyUpdates(filesRead(reading, files), wanted, request);
  const changes = applied.map((entry) => entry.change);
  if (applied.length === 0) return say(impossibleUpdate(refused, fresh(refused)));
  if (writing) return finish(changes.map((change) => change.summary).join(" "), fresh(wanted), []);

  const appName = changes.findLast((change) => change.appName)?.appName;
  const missed = refused.map((entry) => entry.name).join(", ");
  return {
    text: missed ? `One thing I leave out, because it is there already or I do not know how to do it here: ${missed}.` : "",
    calls: [
      ...(appName === undefined ? [] : [{ name: "set_app_details", arguments: { name: appName } }]),
      ...changes.flatMap((change) => change.writes ?? []).map(({ path, content }) => write(path, content)),
      ...mergeEdits(changes).map(({ path, edits }) => ({ name: "edit_file", arguments: { path, edits } })),
    ],
  };
}

function answer(conversation: Conversation): Reply {
  const { appName, files, rounds } = conversation;
  const paths = [...files.keys()];
  if (paths.length === 0) return say(emptyApp(kinds));
  const found = telling.filter((path) => paths.includes(path));
  const reads = found.map((path): Call => ({ name: "read_file", arguments: { path } }));
  const [reading] = rounds;
  if (!reading) return { text: "", calls: [{ name: "list_files", arguments: {} }, ...reads] };
  const source = filesRead(reading, files).get("src/App.tsx") ?? "";
  const parts = [...source.matchAll(/from "\.\/components\/([A-Za-z]+)"/g)].flatMap((match) => match[1] ?? []);
  const kind = kindOfFiles(paths, kinds, apps);
  return say(
    aboutApp(
      appName,
      paths,
      parts,
      allUpdates(kind).filter((entry) => !isMade(entry, kind, conversation)),
    ),
  );
}

/** Whether an update is in the app already, as far as that shows without reading: its files are there, or it was asked for before. */
function isMade(update: Update, kind: Kind | null, { files, earlierRequests, request }: Conversation): boolean {
  if (repeatable.includes(update)) return false;
  const base = new Map(Object.entries((kind && apps[kind.kind]) ?? {}));
  const writes = applyUpdates(base, [update], request).made.flatMap(({ change }) => change.writes ?? []);
  if (writes.length > 0) return writes.every(({ path }) => files.has(path));
  return earlierRequests.some((text) => updatesMeant([update], text).length > 0);
}

function finish(summary: string, updates: readonly Update[], taken: readonly Update[]): Reply {
  const suggestions = updates.filter((entry) => !taken.includes(entry)).slice(0, shownSuggestions);
  return {
    text: "",
    calls: [{ name: "finish_app", arguments: { summary, suggestions: suggestions.map((entry) => entry.example) } }],
  };
}

const allUpdates = (kind: Kind | null): Update[] => [...(kind?.updates ?? []), ...commonUpdates];
const write = (path: string, content: string): Call => ({ name: "write_file", arguments: { path, content } });

/** The order in which one would write an app: page, styles, logic, parts, the whole, the start. */
function inOrder(paths: readonly string[]): string[] {
  const order = [/^index\.html$/, /\.css$/, /^src\/lib\//, /^src\/components\//, /^src\/App\.tsx$/, /^src\/main\.tsx$/];
  const rank = (path: string) => order.findIndex((pattern) => pattern.test(path)) + 1 || order.length + 1;
  return [...paths].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
}
