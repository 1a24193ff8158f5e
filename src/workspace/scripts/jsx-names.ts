// JSX names with a colon (`xlink:href`, `on:click`, `<svg:rect>`), which the compiler reads but cannot write: it gets them spelled differently at the
// same length, and they are restored in its output. Colons in names are not guessed: the compiler stops at them, or nothing else can be meant.

interface Stopped {
  ok: false;
  /** mistake: the text is wrong there. name: after the first part of a name with a colon. */
  why: "mistake" | "name" | "limit" | "other";
  offset: number;
}

/** Stand in for the colon in attribute and tag names. No text meant for interchange has these characters, and the compiler treats them as letters. */
const inAttribute = "\ufdd0";
const inTag = "\ufdd1";

/** Can only be an attribute: if its name also has a hyphen, the compiler reports a different place. */
const withHyphen = /(\s[A-Za-z_][\w-]*):(?=[A-Za-z_]\w*-[\w-]*=["'{])/g;
const namespacedTag = /(<\/?[A-Za-z_][\w-]*):(?=[A-Za-z_])/g;

/** Compiles a source whose names may have colons. Calls `compile` again for each kind of name it stops at. */
export function compileNames<F extends Stopped>(
  source: string,
  compile: (source: string) => { ok: true; code: string } | F,
): { ok: true; code: string } | F {
  if (source.includes(inAttribute) || source.includes(inTag)) return compile(source);
  const attributesHidden = source.replace(withHyphen, `$1${inAttribute}`);
  let hidden = attributesHidden.replace(namespacedTag, `$1${inTag}`);
  let result = compile(hidden);
  // What looks like a tag may be a comparison, as in `a ? b <c:d`.
  if (!result.ok && result.why === "mistake" && hidden !== attributesHidden) {
    hidden = attributesHidden;
    result = compile(hidden);
  }
  while (!result.ok && result.why === "name") {
    hidden = hideName(hidden, result.offset);
    const next = compile(hidden);
    // With no budget left for another try, the name is what must change.
    if (!next.ok && next.why === "limit") return result;
    result = next;
  }
  return result.ok ? { ok: true, code: showNames(result.code) } : result;
}

const isNameCharacter = (character: string | undefined) => character !== undefined && /[\w$.-]/.test(character);

/** Hides the colon, and that of every identically written name: a file of icons may have a hundred. */
function hideName(source: string, colon: number): string {
  let start = colon;
  while (isNameCharacter(source[start - 1])) start--;
  let end = colon + 1;
  while (isNameCharacter(source[end])) end++;
  // With the white space before it and the character after it, it can be nothing else.
  const written = source.slice(Math.max(0, start - 1), end + 1);
  const at = colon - Math.max(0, start - 1);
  return source.replaceAll(written, () => written.slice(0, at) + inAttribute + written.slice(at + 1));
}

/** Attribute names become object keys; everything else stays as written. */
function showNames(code: string): string {
  let shown = "";
  let from = 0;
  for (let mark = code.indexOf(inAttribute); mark !== -1; mark = code.indexOf(inAttribute, mark + 1)) {
    let start = mark;
    while (start > from && isNameCharacter(code[start - 1])) start--;
    let end = mark + 1;
    while (isNameCharacter(code[end])) end++;
    // Names with a hyphen are quoted already.
    const isQuoted = code[start - 1] === "'" && code[end] === "'";
    // Inside a string, the name is followed by what followed it in the source, which is not a colon.
    if (!code.startsWith(isQuoted ? "': " : ": ", end)) continue;
    shown += code.slice(from, isQuoted ? start - 1 : start) + keyOf(code.slice(start, mark), code.slice(mark + 1, end));
    from = isQuoted ? end + 1 : end;
  }
  return (shown + code.slice(from)).replaceAll(inAttribute, ":").replaceAll(inTag, ":");
}

/** React has its own names for XML attributes, and would render others in a form that browsers ignore. */
function keyOf(prefix: string, name: string): string {
  if (!/^(?:xlink|xml|xmlns)$/.test(prefix)) return `"${prefix}:${name}"`;
  return `"${prefix}${name.charAt(0).toUpperCase()}${name.slice(1)}"`;
}
