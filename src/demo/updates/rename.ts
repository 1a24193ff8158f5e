// "Call it X": changes the name in the page's title, in the app and in its details.
import type { Update } from "../kind.ts";

const maxNameCharacters = 60;
const verbs = new RegExp(
  `\\b(?:${[
    // English
    "rename(?:\\s+(?:it|this|the\\s+app|app))?(?:\\s+(?:to|as|into))?",
    "(?:change|set)\\s+(?:its|the|my)?\\s*(?:app'?s?\\s+)?(?:name|title)\\s+(?:of\\s+(?:it|the\\s+app)\\s+)?(?:to|as|into)",
    "(?:call|name|title)\\s+(?:it|this|the\\s+app)",
    "(?:called|named|titled)",
    "the\\s+name\\s+should\\s+be",
    // German
    "nenne?\\s+(?:es|sie|das|die\\s+app)",
    "benenne\\s+(?:es|sie|die\\s+app)\\s+(?:um\\s+)?(?:in|zu|als)",
    "namens|mit\\s+dem\\s+namen",
    // French
    "(?:appelle|(?:re)?nomme)[sz]?(?:[-\\s](?:la|le|les|ça|l['’]appli(?:cation)?))?(?:\\s+en)?",
    "(?:appelée?|nommée?|intitulée?)",
    // Spanish
    "ll[aá]m(?:a|e)(?:la|lo)",
    "renómbr[ae](?:la|lo)(?:\\s+(?:a|como))?|renombra(?:r)?(?:\\s+(?:la\\s+)?(?:app|aplicación))?(?:\\s+(?:a|como))?",
    "(?:llamad[ao]|titulad[ao])",
  ].join("|")})\\s*:?\\s+`,
  "i",
);
/** What ends a name without quotation marks: another wish, or the end of the sentence. */
const nextWish =
  "add|make|use|change|set|turn|give|let|show|put|remove|an?|the|dark|it|has|keeps|lets|shows|thank|" +
  "mache?|füge?|gib|ändere|setze|zeige?|eine[mnr]?|ein|dem|der|die|das|dunkle[mnrs]?|" +
  "ajoute|mets|fais|rends|change|une?|les?|la|des|añade|haz|pon|cambia|una?|el|los|las|modo|mode";
const nameEnds = new RegExp(
  `(?:[.;!?\\n]|,\\s|\\s(?:and|then|but|with|that|which|please|instead|und|dann|aber|mit|bitte|et|puis|mais|avec|y|luego|pero|con)\\b(?=\\s+(?:${nextWish})|\\s*$)|\\s(?:please|instead|bitte|svp|stp)\\s*$)`,
  "i",
);

/** "a column called Blocked" names a part of the app, not the app. */
const parts =
  /\b(?:add|another|new|füge?|weitere|neue|ajoute|nouvelle|añade|agrega|nueva)\b[^.;,]{0,40}\b(?:column|lane|section|field|list|tag|label|card|task|note|question|button|page|spalte|colonne|columna)\s*$/i;

const refused = /\b(?:don['’]?t|do not|never|not to)\s+$/i;

export const rename: Update = {
  name: "rename",
  canRead: (request) => nameIn(request) !== null,
  withoutValue: withoutName,
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
      values: { name },
    };
  },
};

/** The request without the words that give a name. */
function withoutName(request: string): string {
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
