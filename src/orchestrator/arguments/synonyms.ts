// Names that other products' tools use for arguments. One is accepted only if ours is missing and nothing else could be meant.
import { isRecord } from "../../base/foreign-values.ts";
import type { JsonObject, Schema } from "./schema.ts";

/** Small letters and digits alone: filePath, file-path and File_Path are one name. */
const plain = (name: string) => name.toLowerCase().replace(/[^a-z0-9]/g, "");

/** Claude Code, Cursor, Cline, aider, Gemini CLI, opencode and MCP servers for files: their schemas as of November 2026. */
const synonyms: Record<string, readonly string[]> = {
  path: ["filepath", "file", "filename", "targetfile", "relativepath", "absolutepath", "relativeworkspacepath", "pathname"],
  content: ["contents", "text", "filetext", "filecontent", "filecontents", "code", "newcontent", "body"],
  edits: ["edit", "changes", "replacements", "operations"],
  search: ["oldstring", "oldstr", "oldtext", "old", "find", "searchtext", "searchstring", "oldcontent", "before", "target"],
  replace: ["newstring", "newstr", "newtext", "new", "replacement", "replacetext", "replacewith", "newcontent", "after"],
  query: ["q", "search", "searchquery", "searchterm", "term", "text", "keyword"],
  from: ["oldpath", "frompath", "source", "sourcepath", "src"],
  to: ["newpath", "topath", "destination", "destinationpath", "dest", "target"],
  startline: ["start", "linestart", "fromline", "startlineoneindexed"],
  endline: ["end", "lineend", "toline", "endlineoneindexedinclusive"],
  input: ["patch", "patchtext", "diff", "patchcontent", "command", "cmd"],
  message: ["text", "status", "progress"],
  summary: ["message", "result", "text", "description"],
  suggestions: ["nextsteps", "followups", "suggestion"],
  name: ["appname", "title"],
  description: ["appdescription"],
};

/** The object with our names; the same object if nothing was renamed. */
export function named(value: JsonObject, schema: Schema): JsonObject {
  const properties = schema.properties ?? {};
  const unknown = Object.keys(value).filter((key) => !Object.hasOwn(properties, key));
  if (unknown.length === 0) return value;
  const found = new Map<string, string>();
  for (const key of Object.keys(properties)) {
    if (value[key] !== undefined && value[key] !== null) continue;
    const same = unknown.filter((other) => plain(other) === plain(key));
    const alike = same.length > 0 ? same : unknown.filter((other) => synonyms[plain(key)]?.includes(plain(other)));
    const [only] = alike;
    if (only === undefined || alike.length !== 1) continue;
    // An object where a text is expected is a wrapper, unless it is a file's content.
    if (properties[key]?.type !== "string" || key === "content" || !isRecord(value[only])) found.set(only, key);
  }
  if (found.size === 0) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [found.get(key) ?? key, member]));
}
