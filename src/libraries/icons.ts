// Icons one by one: a module with exactly the icons that an app imports, from files of some hundred icons each (scripts/vendor/icons.ts).
import { builtIcons, builtModule, lucideNames, once } from "./built.ts";

/** Reads a text of public/vendor/ by its name; null if it cannot be read. */
export type ReadVendored = (file: string) => Promise<string | null>;

const lucideSet = "lucide-react";
/** What makes an icon of a set, and the module that has it. */
const lucideParts = { specifier: "lucide-react/parts", maker: "createLucideIcon" };
const reactIconsParts = { specifier: "react-icons/lib", maker: "GenIcon" };
/** Names of lucide beside its icons. */
const lucideOthers = ["createLucideIcon", "Icon", "icons"];

export const isIconSet = (specifier: string): boolean => Object.hasOwn(builtIcons, specifier);

/** Changes when the set does. */
export const iconHash = (set: string): string => builtIcons[set]?.hash ?? "";

/** Canonical names of lucide's icons, by each of their names without "Icon" and "Lucide" around it. */
const lucideByName = once(() => {
  const found = new Map<string, string>();
  for (const entry of lucideNames.split(" ")) {
    const [canonical = "", ...others] = entry.split("=");
    for (const name of [canonical, ...others]) found.set(name, canonical);
  }
  return found;
});

/** Every name that a set exports; null if only its file knows (`iconNames`). */
export function knownIconNames(set: string): ReadonlySet<string> | null {
  return set === lucideSet ? allLucideNames() : null;
}

const allLucideNames = once(() => {
  const names = lucideByName()
    .keys()
    .flatMap((name) => [name, `${name}Icon`, `Lucide${name}`]);
  return new Set([...names, ...lucideOthers]);
});

/** Every name that a set exports, from its file; null if it cannot be read. */
export async function iconNames(set: string, read: ReadVendored): Promise<ReadonlySet<string> | null> {
  const known = knownIconNames(set);
  if (known !== null) return known;
  const text = await read(`${fileBase(set)}-names.txt`);
  return text === null ? null : new Set(text.split(" "));
}

/** The file of the module that makes a set's icons: the module of icons imports it. */
export const iconPartsFile = (set: string): string => builtModule(partsOf(set).specifier)?.file ?? "";

/**
 * Code of a module that exports these names of a set; null for all. A name that the set does not have is left out, which a browser tells where it is
 * imported. `partsUrl`: address of `iconPartsFile`.
 */
export async function iconModule(
  set: string,
  names: readonly string[] | null,
  { read, partsUrl }: { read: ReadVendored; partsUrl: string },
): Promise<string> {
  const wanted = names === null || (set === lucideSet && names.includes("icons")) ? null : new Set(names);
  const canonical = wanted === null ? null : new Set([...wanted].map((name) => canonicalName(set, name)));
  const { firsts } = builtIcons[set] ?? { firsts: "" };
  const shards = firsts.split(" ");
  const needed = shards.flatMap((_, at) =>
    canonical === null || [...canonical].some((name) => isIn(name, shards, at)) ? at : [],
  );
  const texts = await Promise.all(needed.map((at) => read(`${fileBase(set)}-${at}.txt`)));

  const { maker } = partsOf(set);
  const lines = [`import { ${maker} as make } from ${JSON.stringify(partsUrl)};`];
  const made = new Set<string>();
  for (const text of texts) {
    for (const [name, data] of entriesOf(text ?? "", canonical)) {
      lines.push(`const ${name} = /* @__PURE__ */ make(${data});`);
      made.add(name);
    }
  }
  const exported = wanted ?? (set === lucideSet ? lucideByName().keys() : made);
  for (const name of exported) {
    const own = canonicalName(set, name);
    if (made.has(own)) lines.push(`export { ${own}${own === name ? "" : ` as ${name}`} };`);
  }
  if (set === lucideSet && wanted === null) {
    const derived = lucideByName()
      .entries()
      .flatMap(([name, own]) => [`${own} as ${name}Icon`, `${own} as Lucide${name}`]);
    lines.push(`export { ${[...derived].join(", ")} };`, `export const icons = { ${[...made].join(", ")} };`);
  }
  if (set === lucideSet) lines.push(`export { createLucideIcon, Icon } from ${JSON.stringify(partsUrl)};`);
  return `${lines.join("\n")}\n`;
}

const partsOf = (set: string) => (set === lucideSet ? lucideParts : reactIconsParts);

const fileBase = (set: string) => `icons/${set.replace("/", "-")}-${iconHash(set)}`;

/** "CameraIcon" and "LucideCamera" are "Camera", and "AlertCircle" is "CircleAlert". */
function canonicalName(set: string, name: string): string {
  if (set !== lucideSet) return name;
  const known = lucideByName();
  const own = known.get(name) ?? known.get(name.replace(/Icon$/, "")) ?? known.get(name.replace(/^Lucide/, ""));
  return own ?? name;
}

/** Whether a name would stand in this file: the files are sorted. */
function isIn(name: string, firsts: readonly string[], at: number): boolean {
  const next = firsts[at + 1];
  return name >= (firsts[at] ?? "") && (next === undefined || name < next);
}

/** Lines of a file, name and data; only those of `wanted` where it is given. */
function* entriesOf(text: string, wanted: ReadonlySet<string> | null): Iterable<[string, string]> {
  if (wanted === null) {
    for (const line of text.split("\n")) if (line !== "") yield split(line);
    return;
  }
  for (const name of wanted) {
    const start = text.startsWith(`${name}\t`) ? 0 : text.indexOf(`\n${name}\t`) + 1;
    if (start > 0 || text.startsWith(`${name}\t`)) yield split(text.slice(start, text.indexOf("\n", start)));
  }
}

function split(line: string): [string, string] {
  const tab = line.indexOf("\t");
  return [line.slice(0, tab), line.slice(tab + 1)];
}
