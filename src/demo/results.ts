// Reads the results of calls from their text alone, whatever the tool is called.
import * as v from "valibot";

export interface DoneCall {
  name: string;
  arguments: string;
  result: string;
}

/** What a result says about a file. `text` is null if it does not give the current text. */
export type ToldChange =
  | { type: "there"; path: string; text: string | null }
  | { type: "gone"; path: string }
  | { type: "moved"; from: string; to: string };

const hasFailed = (call: DoneCall): boolean => call.result.startsWith("Error:");
export const failures = (calls: readonly DoneCall[]): DoneCall[] => calls.filter(hasFailed);

/** The app does not load, so the work cannot be finished. */
export const isRefusedEnd = (call: DoneCall): boolean => call.result.startsWith("Error: The app does not load yet.");

/** "Wrote a.ts (12 bytes)", "Edited a.ts in 2 places", "Renamed a.ts to b.ts": what was done, then the file. */
const sentence = /^([a-z]+ed|wrote)(?: to)? ([^:]+)$/i;
const aroundPath = / \((\d+) bytes\)$| in \d+ places?$/;

/** "Wrote a.ts (12 bytes). …", or for several files "Applied: wrote a.ts, deleted b.ts. …". */
export function changesTold(call: DoneCall): ToldChange[] {
  if (hasFailed(call) || isRead(call)) return [];
  const [line = ""] = call.result.split("\n", 1);
  const [said = ""] = line.split(/\.(?:\s|$)/, 1);
  const { content } = textArguments(call);
  return said
    .replace(/^[A-Z][a-z]+: /, "")
    .split(/, (?=[a-z]+ed |wrote )/)
    .flatMap((part): ToldChange[] => {
      const [, verb = "", rest = ""] = sentence.exec(part) ?? [];
      const size = aroundPath.exec(rest);
      const [path = "", to] = rest.slice(0, size?.index).split(" to ");
      if (path === "") return [];
      if (to !== undefined) return [{ type: "moved", from: path, to }];
      if (verb.toLowerCase() === "deleted") return [{ type: "gone", path }];
      return [{ type: "there", path, text: content !== undefined && bytesOf(content) === Number(size?.[1]) ? content : null }];
    });
}

const bytesOf = (text: string) => new TextEncoder().encode(text).length;

/** The name given to the app; null if none was given. */
export const nameTold = (call: DoneCall): string | null => (call.result === "Set." ? (textArguments(call).name ?? null) : null);

const wholeHeader = /^(.+), lines 1-(\d+) of (\d+)\n/;
const anyHeader = /^.+, lines \d+-\d+ of \d+\n/;
const isUnchanged = (call: DoneCall, path: string) => call.result.startsWith(`${path} has not changed`);

const isRead = (call: DoneCall): boolean => {
  const { path } = textArguments(call);
  return anyHeader.test(call.result) || (path !== undefined && isUnchanged(call, path));
};

/** Files returned whole, without line numbers and with their final line break restored. An unchanged file's text is already known. */
export function filesRead(calls: readonly DoneCall[], known: ReadonlyMap<string, string | null>): Map<string, string> {
  const files = new Map<string, string>();
  for (const call of calls) {
    const { path } = textArguments(call);
    if (path === undefined) continue;
    const header = wholeHeader.exec(call.result);
    if (isUnchanged(call, path)) {
      const text = known.get(path);
      if (typeof text === "string") files.set(path, text);
    }
    if (!header || header[2] !== header[3]) continue;
    const lines = call.result.slice(header[0].length).split("\n");
    files.set(path, `${lines.map((line) => line.slice(line.indexOf("\t") + 1)).join("\n")}\n`);
  }
  return files;
}

const argumentsObject = v.pipe(v.string(), v.parseJson(), v.record(v.string(), v.unknown()));

/** The arguments that are strings. */
function textArguments({ arguments: json }: DoneCall): Partial<Record<string, string>> {
  const parsed = v.safeParse(argumentsObject, json);
  const entries = parsed.success ? Object.entries(parsed.output) : [];
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === "string"));
}
