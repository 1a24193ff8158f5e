// Icon sets as text files of some hundred icons each, from which the Worker takes the ones that an app imports (src/libraries/icons.ts).
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { hashOf } from "./files.ts";
import { librariesFolder } from "./folders.ts";

/** Characters of a file: a few of them are read for one app, so they are small, and there are few. */
const shardCharacters = 256_000;

export interface IconSet {
  /** As an import names it, e.g. "react-icons/fa". */
  set: string;
  hash: string;
  /** Its files, in order. */
  texts: string[];
  /** First icon of each file: they are sorted. */
  firsts: string[];
  /** Names of the icons; of lucide with their other names, "Name=Other=Other". */
  names: string[];
}

const packages = join(librariesFolder, "node_modules");

export async function iconSets(): Promise<IconSet[]> {
  const folders = await readdir(join(packages, "react-icons"), { withFileTypes: true });
  const families = folders.filter((entry) => entry.isDirectory() && entry.name !== "lib" && entry.name !== "node_modules");
  const sets = await Promise.all(families.map(({ name }) => reactIcons(name)));
  return [await lucide(), ...sets];
}

/** Lines of "Name", a tab, and the arguments of the function that makes the icon. */
function setOf(set: string, icons: ReadonlyMap<string, string>, names?: string[]): IconSet {
  const sorted = [...icons].sort(([one], [other]) => (one < other ? -1 : 1));
  const texts: string[] = [];
  const firsts: string[] = [];
  for (const [name, data] of sorted) {
    const line = `${name}\t${data}\n`;
    const last = texts.length - 1;
    const before = texts[last];
    if (before === undefined || before.length + line.length > shardCharacters) {
      texts.push(line);
      firsts.push(name);
    } else texts[last] = before + line;
  }
  return { set, hash: hashOf(texts.join("")), texts, firsts, names: names ?? sorted.map(([name]) => name) };
}

async function reactIcons(family: string): Promise<IconSet> {
  const source = await readFile(join(packages, "react-icons", family, "index.mjs"), "utf8");
  const icons = new Map<string, string>();
  for (const [, name = "", data = ""] of source.matchAll(
    /^export function (\w+) ?\(props\) \{\n\s*return GenIcon\((.*)\)\(props\);$/gm,
  )) {
    icons.set(name, data);
  }
  const declared = source.match(/^export function /gm)?.length ?? 0;
  if (icons.size === 0 || icons.size !== declared)
    throw new Error(`react-icons/${family} has another form: ${icons.size} of ${declared} icons were read.`);
  return setOf(`react-icons/${family}`, icons);
}

async function lucide(): Promise<IconSet> {
  const folder = join(packages, "lucide-react/dist/esm");
  const index = await readFile(join(folder, "lucide-react.js"), "utf8");
  const namesByFile = new Map<string, string[]>();
  for (const [, list = "", file = ""] of index.matchAll(/^export \{ (default as [^}]*) \} from '\.\/icons\/([\w-]+)\.js';$/gm)) {
    const names = list.split(",").map((part) => part.trim().replace(/^default as /, ""));
    namesByFile.set(file, [...(namesByFile.get(file) ?? []), ...names]);
  }
  const icons = new Map<string, string>();
  const names: string[] = [];
  for (const [file, exported] of namesByFile) {
    const source = await readFile(join(folder, "icons", `${file}.js`), "utf8");
    const [, literal, name, own] =
      /const __iconNode = (\[[\s\S]*?\]);\s*const (\w+) = createLucideIcon\(\s*"([^"]+)",\s*__iconNode\s*\);/.exec(source) ?? [];
    if (literal === undefined || name === undefined || own === undefined)
      throw new Error(`lucide-react's ${file}.js has another form.`);
    icons.set(name, JSON.stringify([own, new Function(`return ${literal}`)()]).slice(1, -1));
    names.push([name, ...exported.filter((other) => other !== name && !isDerived(other, exported))].join("="));
  }
  return setOf("lucide-react", icons, names.sort());
}

/** "CameraIcon" and "LucideCamera" beside "Camera": each icon has them. */
const isDerived = (name: string, all: readonly string[]) =>
  all.some((other) => name === `${other}Icon` || name === `Lucide${other}`);
