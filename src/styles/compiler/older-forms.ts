// What is written for Tailwind 3, in the words of Tailwind 4: its directives, `@screen`, and the looks that version 4 changed. Version 3 has no cascade
// layers, so what is written for it gets none: a plain rule after the directives wins by its selector alone.
import { scanCss } from "../../workspace/checks/css.ts";
import { readStatements, type Statement } from "../../workspace/css-statements.ts";
import { type Change, type Segment, SheetText } from "./segments.ts";

const directives: ReadonlySet<string> = new Set(["base", "preflight", "components", "screens", "variants"]);

/** Whether a sheet is written for version 3. */
export function isOlderForm(css: string): boolean {
  return scanCss(css).atRules.some(
    ({ name, url, rest }) =>
      (name === "tailwind" && directives.has(rest)) ||
      (name === "import" && /^tailwindcss\/(base|components|screens)(\.css)?$/.test(url ?? "")),
  );
}

/** Sizes and colours of version 3 where version 4 has others under the same name. */
const olderTheme = `@theme default {
  --shadow-sm: 0 1px 2px 0 rgb(0 0 0 / 0.05);
  --drop-shadow-sm: 0 1px 1px rgb(0 0 0 / 0.05);
  --radius-sm: 0.125rem;
  --blur-sm: 4px;
  --default-ring-width: 3px;
  --default-ring-color: var(--color-blue-500);
}
`;

const olderBase = (borderColor: string | null) => `
*, ::after, ::before, ::backdrop, ::file-selector-button { border-color: ${borderColor ?? "var(--color-gray-200, currentcolor)"}; }
input::placeholder, textarea::placeholder { color: var(--color-gray-400, currentcolor); }
button:not(:disabled), [role="button"]:not(:disabled) { cursor: pointer; }
dialog { margin: auto; }
`;

/** `borderColor`: of a configuration, for borders without a colour of their own. */
export function fromOlderForm(sheet: SheetText, borderColor: string | null): SheetText {
  const statements = readStatements(sheet.text);
  const moved: Record<"base" | "components" | "utilities", Segment[]> = { base: [], components: [], utilities: [] };
  const takenOut: Change[] = [];
  for (const { head, body, start, end } of statements) {
    const layer = /^@layer\s+(base|components|utilities)$/.exec(head)?.[1];
    if (body === null || (layer !== "base" && layer !== "components" && layer !== "utilities")) continue;
    moved[layer].push(...sheet.slice(body.start, body.end), blank("\n"));
    takenOut.push({ start, end, text: "" });
  }
  let hasBase = false;
  let hasUtilities = false;
  const replaced = statements.flatMap(({ head, start, end, body }) => {
    const name = body === null ? directiveOf(head) : null;
    if (name === null) return [];
    let segments: Segment[] = [];
    if ((name === "base" || name === "preflight") && !hasBase) {
      hasBase = true;
      segments = [blank(`@import "tailwindcss/preflight";${olderBase(borderColor)}`), ...moved.base];
    } else if (name === "components") segments = moved.components.splice(0);
    else if (name === "utilities" && !hasUtilities) {
      hasUtilities = true;
      segments = [...moved.components.splice(0), blank("@tailwind utilities;\n"), ...moved.utilities];
    }
    return { start, end, segments };
  });
  const rest = sheet.replaced([...takenOut.map(({ start, end }) => ({ start, end, segments: [] })), ...replaced]);
  // Without their directives they still count, in the order that they would have.
  const loose = [...(hasBase ? [] : moved.base), ...moved.components, ...(hasUtilities ? [] : moved.utilities)];
  return new SheetText([blank(`@import "tailwindcss/theme";\n${olderTheme}`), ...rest, ...loose]);
}

function directiveOf(head: string): string | null {
  const directive = /^@tailwind\s+([a-z]+)$/.exec(head)?.[1];
  if (directive !== undefined) return directive;
  return (
    /^@import\s+(?:url\(\s*)?["']?tailwindcss\/(base|components|utilities|screens|variants)(?:\.css)?["']?\s*\)?$/.exec(
      head,
    )?.[1] ?? null
  );
}

const blank = (text: string): Segment => ({ text, path: "", offset: null, exact: false });

/** Forms that version 4 does not have, wherever they stand: `@screen md`, `screen(md)`, `@variants`, `@responsive`, `@apply … !important`. */
export function withOlderRules(sheet: SheetText, statements: Iterable<Statement>): SheetText {
  const changes: Change[] = [];
  for (const { head, headStart, body, start, end } of statements) {
    const screen = /^@screen\s+([\w-]+)$/.exec(head) ?? /^@media\s+screen\(\s*([\w-]+)\s*\)$/.exec(head);
    if (body !== null && screen !== null) {
      const width = `theme(screens.${screen[1]})`;
      changes.push({ start: headStart, end: body.start, text: `@media (width >= ${width}) {` });
    } else if (body !== null && /^@(?:variants|responsive)\b/.test(head)) {
      // A block that only holds its rules together.
      changes.push({ start: headStart, end: body.start, text: "@media all {" });
    } else if (body === null && /^@apply\b/.test(head) && /!important$/.test(head)) {
      const names = head
        .replace(/^@apply/, "")
        .replace(/!important$/, "")
        .trim();
      const text = `@apply ${names
        .split(/\s+/)
        .map((name) => `${name}!`)
        .join(" ")}${sheet.text[end - 1] === ";" ? ";" : ""}`;
      changes.push({ start, end, text });
    }
  }
  return sheet.changed(changes);
}

/** `bg-opacity-50` and its like, which changed the colour of another class of the same element. */
const opacityName = /(?:^|:)(bg|text|border|divide|ring|placeholder)-opacity-(?:\d+|\[[^\]]+\])$/;

export const opacityUtilities: string = ["bg", "text", "border", "divide", "ring", "placeholder"]
  .map(
    (kind) =>
      `@utility ${kind}-opacity-* { --tw-${kind}-opacity: calc(--value(number) * 1%); --tw-${kind}-opacity: --value([percentage], [*]); }`,
  )
  .join("\n");

/** Kinds of opacity that the class names set. */
export function opacitiesOf(candidates: Iterable<string>): Set<string> {
  const kinds = new Set<string>();
  for (const candidate of candidates) {
    const kind = candidate.includes("-opacity-") ? opacityName.exec(candidate)?.[1] : undefined;
    if (kind !== undefined) kinds.add(kind);
  }
  return kinds;
}

const propertyOf: Record<string, string> = {
  bg: "background-color",
  text: "color",
  border: "border-color",
  divide: "border-color",
  ring: "--tw-ring-color",
  placeholder: "color",
};

/** Lets colours of the compiled classes follow what sets their opacity. */
export function withOpacities(css: string, kinds: ReadonlySet<string>): string {
  if (kinds.size === 0) return css;
  const lines = css.split("\n");
  let kind: string | null = null;
  return lines
    .map((line) => {
      if (line.trimEnd().endsWith("{") && /^\s*\./.test(line))
        kind = /(?:\.|\\:|\\!)(bg|text|border|divide|ring|placeholder)-/.exec(line)?.[1] ?? null;
      if (kind === null || !kinds.has(kind)) return line;
      const found = /^(\s*)([\w-]+): (.+);$/.exec(line);
      if (found === null || found[2] !== propertyOf[kind] || /\b(?:transparent|currentcolor|inherit)\b/i.test(found[3] ?? ""))
        return line;
      return `${found[1]}${found[2]}: color-mix(in srgb, ${found[3]} var(--tw-${kind}-opacity, 100%), transparent);`;
    })
    .join("\n");
}
