// "Call it X": the name in the page's title, in the app and in its details.
import type { Update } from "../kind.ts";

const maxNameCharacters = 60;
const verbs =
  /\b(?:rename(?:\s+(?:it|this|the\s+app|app))?(?:\s+(?:to|as|into))?|(?:change|set)\s+(?:its|the|my)?\s*(?:app'?s?\s+)?(?:name|title)\s+(?:of\s+(?:it|the\s+app)\s+)?(?:to|as|into)|(?:call|name|title)\s+(?:it|this|the\s+app)|(?:called|named|titled)|the\s+name\s+should\s+be)\s*:?\s+/i;
/** What ends a name that is not in quotation marks: another wish, or the end of the sentence. */
const nameEnds =
  /(?:[.;!?\n]|,\s|\s(?:and|then|but|with|that|which|please|instead)\b(?=\s+(?:add|make|use|change|set|turn|give|let|show|put|remove|a|an|the|dark|it|has|keeps|lets|shows|thank)|\s*$)|\s(?:please|instead)\s*$)/i;

/** "a column called Blocked" names a part of the app, not the app. */
const parts = /\b(?:column|lane|section|field|list|tag|label|card|task|note|question|button|page)\s*$/i;

const refused = /\b(?:don['’]?t|do not|never|not to)\s+$/i;

export const rename: Update = {
  name: "the name",
  matches: (request) => nameIn(request) !== null,
  reads: ["index.html", "src/lib/app.ts"],
  change(files, request) {
    const found = nameIn(request);
    const app = files.get("src/lib/app.ts");
    const line = app && /^export const appName = "(.*)";$/m.exec(app);
    if (!found || !line) return null;
    const name = found.name;
    const replace = `export const appName = ${JSON.stringify(name)};`;
    if (line[0] === replace) return null;
    const title = /<title>[^<]*<\/title>/.exec(files.get("index.html") ?? "")?.[0];
    return {
      edits: [
        { path: "src/lib/app.ts", edits: [{ search: line[0], replace }] },
        ...(title ? [{ path: "index.html", edits: [{ search: title, replace: `<title>${escapeHtml(name)}</title>` }] }] : []),
      ],
      appName: name,
      summary: `The app is called ${name} now.`,
    };
  },
  example: "Rename it to Daybreak",
};

/** The request without the words that give a name. */
export function withoutName(request: string): string {
  const found = nameIn(request);
  return found ? `${request.slice(0, found.start)} ${request.slice(found.end)}` : request;
}

function nameIn(request: string): { name: string; start: number; end: number } | null {
  const verb = verbs.exec(request);
  if (!verb || parts.test(request.slice(0, verb.index)) || refused.test(request.slice(0, verb.index))) return null;
  const after = verb.index + verb[0].length;
  const rest = request.slice(after);
  const quoted = /^["“”'‘«](.+?)["”’'»](?![\p{L}\p{N}])/u.exec(rest);
  const length = quoted ? quoted[0].length : (nameEnds.exec(rest)?.index ?? rest.length);
  const name = (quoted?.[1] ?? rest.slice(0, length)).replace(/\s+/g, " ").trim().slice(0, maxNameCharacters).trim();
  if (!/[\p{L}\p{N}]/u.test(name) || !name.isWellFormed()) return null;
  return { name, start: verb.index, end: after + length };
}

const escapeHtml = (text: string) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
