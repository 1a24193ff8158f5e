// Class names that a script puts together while the app runs (`bg-${color}-500`, "text-" + size): Tailwind never sees them, so they have no style. Found
// where the text makes it likely that a class is meant; what is kept in variables is not followed.

export interface AssembledName {
  /** Of its first character, UTF-16 units. */
  offset: number;
  /** As written, such as "bg-${color}-500". */
  written: string;
  /** Its known beginning without variants, such as "bg-". */
  prefix: string;
}

/** Longest beginning, and longest hole, of such a name, UTF-16 units. */
const maxCharacters = 60;
/** How far before a name a word may stand that says it is a class, UTF-16 units. */
const contextCharacters = 160;
/** Told of one file. */
const maxNames = 5;

const roots = new Set(
  [
    "bg text border border-t border-r border-b border-l border-x border-y divide outline ring ring-offset shadow fill stroke accent caret decoration",
    "placeholder from via to p px py pt pr pb pl m mx my mt mr mb ml w h size min-w max-w min-h max-h gap gap-x gap-y space-x space-y",
    "grid-cols grid-rows col-span row-span col-start col-end row-start order basis font leading tracking rounded rounded-t rounded-b opacity z",
    "top right bottom left inset translate-x translate-y rotate scale duration delay animate line-clamp columns blur justify items flex",
  ].flatMap((line) => line.split(" ")),
);

export function assembledNames(source: string): AssembledName[] {
  const found: AssembledName[] = [];
  const add = (end: number, after: number, written: (name: string) => string) => {
    const start = startOfName(source, end);
    const name = source.slice(start, end);
    const prefix = name.slice(name.lastIndexOf(":") + 1).replace(/^[!-]+/, "");
    if (!prefix.endsWith("-") || !roots.has(prefix.slice(0, -1))) return;
    const before = source.slice(Math.max(0, start - contextCharacters), start);
    const isShade = /^-(?:50|\d00|950)\b/.test(source.slice(after, after + 5));
    if (isShade || meansClass(before)) found.push({ offset: start, written: written(name), prefix });
  };
  for (let at = source.indexOf("${"); at !== -1 && found.length < maxNames; at = source.indexOf("${", at + 2)) {
    const hole = source.slice(at, at + maxCharacters);
    const closed = hole.indexOf("}");
    const after = closed === -1 ? source.length : at + closed + 1;
    const rest = /^-?[\w-]{0,20}/.exec(source.slice(after, after + maxCharacters))?.[0] ?? "";
    add(at, after, (name) => `${name}${closed === -1 ? `${hole.slice(0, 2)}…}` : hole.slice(0, closed + 1)}${rest}`);
  }
  for (let at = source.indexOf("-"); at !== -1 && found.length < maxNames; at = source.indexOf("-", at + 1)) {
    const quote = source[at + 1];
    if (quote !== '"' && quote !== "'") continue;
    const next = source.slice(at + 2, at + 2 + maxCharacters);
    const follows = next.trimStart();
    if (!follows.startsWith("+")) continue;
    const operand = /^\+\s{0,3}([\w.]{0,40})/.exec(follows)?.[1] ?? "";
    const end = /^\+\s{0,3}[\w.]{0,40}\s{0,3}\+\s{0,3}["']/.exec(follows)?.[0].length ?? 0;
    add(
      at + 1,
      end === 0 ? source.length : at + 2 + next.length - follows.length + end,
      (name) => `${quote}${name}${quote} + ${operand}`,
    );
  }
  return found;
}

/** Whether what precedes a name says that it is a class, and no other attribute begins after that. */
function meansClass(before: string): boolean {
  const pieces = before.split(/class(?:Name|List)?|clsx|\bcn\(|\bcva\(|twMerge/i);
  const last = pieces.at(-1) ?? "";
  return pieces.length > 1 && !/\s[a-z-]{1,30}=["'`{]/i.test(last);
}

function startOfName(source: string, end: number): number {
  let start = end;
  while (start > 0 && end - start < maxCharacters && /[\w:!/.-]/.test(source[start - 1]!)) start--;
  return start;
}

/** What to tell of one. */
export const assembledMessage = ({ written, prefix }: AssembledName): string =>
  `${written} is put together while the app runs, so Tailwind cannot see the class it makes, and the class has no style. Write whole names in a map, as ` +
  `{ one: "${prefix}…" }, or list them in the stylesheet: @source inline("${prefix}…");`;
