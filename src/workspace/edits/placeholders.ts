// Comments in place of code that a model left out ("// ... rest of the code unchanged"). The new text is compared with the old: such
// a comment is refused only where text is lost with it, so that a complete file may say whatever it likes.

interface Placeholder {
  /** From 1, in the new text. */
  line: number;
  text: string;
  /** `true`: it says that something stays as it was, or exists. `false`: it might also be a heading ("Other styles"). */
  explicit: boolean;
}

/** Share of the old lines that must be lost in addition to an explicit placeholder: one changed line in a long file proves nothing. */
const explicitLostShare = 0.1;
/** A comment that may be a heading counts only if at least this share of the old lines is lost … */
const vagueLostShare = 0.4;
/** … and the new text has at most this share of the old text's length. */
const vagueSizeShare = 0.6;

/** Why a text must not replace the previous one; `null` if it may. */
export function placeholderRefusal(before: string, after: string): string | null {
  const placeholder = findPlaceholders(after, before);
  if (placeholder.length === 0) return null;
  const old = tellingLines(before);
  if (old.length === 0) return null;
  const kept = new Set(tellingLines(after));
  const lost = old.filter((line) => !kept.has(line)).length / old.length;
  const smaller = after.length <= vagueSizeShare * before.length;
  const found = placeholder.find(({ explicit }) => (explicit ? lost >= explicitLostShare : lost >= vagueLostShare && smaller));
  if (found === undefined) return null;
  return (
    `Line ${found.line} of the new text, ${JSON.stringify(found.text)}, stands for code that was left out, and that code would be lost. ` +
    "Write the whole text, or change only the lines that differ with edit_file. If the comment is meant as it is, say it in other words."
  );
}

/** Lines with words or numbers; brackets alone do not count. */
function tellingLines(text: string): string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => /[\p{L}\p{N}]/u.test(line));
}

/** Placeholders that are not in the old text. */
function findPlaceholders(text: string, old: string): Placeholder[] {
  const found: Placeholder[] = [];
  for (const [index, line] of text.split("\n").entries()) {
    if (line.length > longestLine || !/\.\.|…|[a-z]{4}/i.test(line)) continue;
    const kinds = commentsOf(line.trim()).map(kindOf);
    const explicit = kinds.includes("explicit");
    if (!explicit && !kinds.includes("vague")) continue;
    if (!old.includes(line.trim())) found.push({ line: index + 1, text: line.trim(), explicit });
  }
  return found;
}

/** Longest line with only a placeholder comment, UTF-16 units; a longer one holds more. */
const longestLine = 200;

/** The comments in a line: whole lines in any language's syntax, block comments anywhere, and bare lines that start with dots. */
function commentsOf(line: string): string[] {
  const whole = /^(?:\/\/+|#+(?!\w)|--|;+|\*(?!\/)|(?=(?:\.\.\.|…)(?:\s|$|\(.*\)$)|\[(?:\.\.\.|…)\s))(.*)$/.exec(line)?.[1];
  const blocks = [...blocksIn(line, "/*", "*/"), ...blocksIn(line, "<!--", "-->")];
  // A comment over several lines starts or ends on this one.
  const begun = /^(?:\{?\s*\/\*+|<!--)(.*)$/.exec(line)?.[1];
  return [...(whole === undefined ? [] : [whole]), ...blocks, ...(begun === undefined || blocks.length > 0 ? [] : [begun])];
}

function blocksIn(line: string, opens: string, closes: string): string[] {
  return line
    .split(opens)
    .slice(1)
    .flatMap((text) => (text.includes(closes) ? text.split(closes, 1) : []));
}

/** Lists of interchangeable words: each word is in only one list, so that a comment can be read in only one way. */
const things =
  "(?:code|files?|components?|functions?|methods?|class|classes|script|styles?|css|html|markup|jsx|page|contents?|implementation|logic|imports?|" +
  "exports?|handlers?|listeners?|routes?|state|hooks?|template|document|module|props|rules|body|sections?|elements?|tests?|helpers?|types?|" +
  "constants?|variables?|definitions?|items?|parts?|stuff|fields?|cases?|entries|data|return|render|everything|layout|app|program|" +
  "lines?(?: \\d+(?: (?:to )?\\d+)?)?|tsx?|m?js)";
const which =
  "(?:the|your|my|this|that|all|any|of|other|previous|prior|original|existing|current|remaining|old|rest|same|above|below|here|and|in|from|for|" +
  "event|react|utility|another)";
/** Any file name. */
const fileName = `(?!(?:${things}|${which}) )\\w+(?= (?:tsx?|m?jsx?|css|html)(?: |$))`;
const before = "(?:before|above|previous|previously|the (?:original|previous|old|last)(?: (?:version|file|code|one))?)";
const stays =
  "(?:unchanged|unmodified|untouched|identical|intact|kept|preserved|retained|omitted|truncated|snipped|elided|" +
  `(?:exactly )?(?:(?:the )?same(?: as(?: in)? ${before})?|as(?: it| they)? (?:is|are|was|were|before))|(?:with )?no changes?(?: needed| required)?)`;
const verb = "(?:remains?|stays?|is|are|was|were|continues?|goes|kept|be|left)";
const why = "(?: (?:here|below|above|for (?:brevity|clarity|now)|from here(?: on)?|to save space|as needed))*";
/** Determiners and nouns, ending in a noun. */
const noun = `(?:(?:${which}|${things}|${fileName}) )*${things}`;

/** The whole comment, in lower case and without dots and brackets. */
const explicitForms = [
  // "rest of the code unchanged", "other styles stay the same", "the rest is as before"
  `(?:keep )?(?:${noun}|(?:the )?(?:rest|remainder|others?|everything(?: else)?))(?: ${verb})?(?: ${stays})${why}`,
  // "unchanged code", "same code as before", "omitted for brevity", "no changes below"
  `(?:unchanged|unmodified|omitted|same)(?: ${noun})(?: as (?:before|above|the original))?${why}`,
  `(?:${noun} )?(?:omitted|truncated|shortened|skipped|snipped)(?: for (?:brevity|clarity|length)| to save space)`,
  `(?:no changes?(?: needed| required)?|nothing changes|same as ${before})(?: (?:here|below|above|from here(?: on)?|to ${noun}))*`,
  // "existing code", "keep existing handlers here", "your existing code goes here"
  `(?:keep |leave |insert |include |add |put )?(?:all |the |your |any |other |rest of |of )*(?:existing|previous|prior|original) ${noun}(?: ${verb})?${why}`,
  `(?:keep|leave|insert|include|copy|paste|put) (?:${noun}|the rest|everything else)(?: ${stays})?${why}`,
].map((form) => new RegExp(`^${form}$`));

/** Without dots these may be headings. */
const vagueForms = [
  `(?:the )?(?:rest|remainder)(?: (?:of |in )?${noun})?(?: ${verb})?${why}`,
  `(?:the |your |all )*(?:remaining|other|more|further|additional) ${noun}(?: ${verb})?${why}`,
  `(?:unchanged|unmodified|omitted|truncated|snip|etc|same|as before|no changes?)`,
  `(?:${noun}) (?:here|goes here)`,
].map((form) => new RegExp(`^${form}$`));

function kindOf(comment: string): "explicit" | "vague" | null {
  const dots = /^[\s([{<*-]*(?:\.\.|…)|(?:\.\.|…)[\s)\]}>*-]*$/.test(comment);
  const words = comment
    .toLowerCase()
    .replace(/\.{2,}|…/g, " ")
    .replace(/[()[\]{}<>*"'`,:;!.=_-]+/g, " ")
    .replace(/\s+/g, " ")
    .trim();
  if (words === "") return dots ? "vague" : null;
  if (words.length > longestWords) return null;
  if (explicitForms.some((form) => form.test(words))) return "explicit";
  if (!vagueForms.some((form) => form.test(words))) return null;
  return dots ? "explicit" : "vague";
}

/** Longest placeholder, UTF-16 units; a longer comment explains something. */
const longestWords = 80;
