// Builds what generated apps import by name (src/libraries/list.json, packages in libraries/) into public/vendor/, and the facts about it that
// the Worker reads. File names carry version and content hash, so browsers may keep them for ever.
import { createHash } from "node:crypto";
import { access, mkdir, readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { bundle, type VendoredModule } from "./vendor/bundle.ts";
import { type BuiltFacts, factsText } from "./vendor/facts.ts";
import { writeWhole } from "./vendor/files.ts";
import { factsPath, librariesFolder, listPath, outputFolder, root, sizesPath } from "./vendor/folders.ts";
import { iconSets } from "./vendor/icons.ts";
import { installLibraries, versionOf } from "./vendor/install.ts";
import { filesOf, type ListedLibrary, modulesOf, packageOf, readList } from "./vendor/list.ts";
import { namesOf } from "./vendor/names.ts";
import { styleOf } from "./vendor/styles.ts";

/** Does nothing when the files are those of the list and the lock; it runs on every rebuild. */
export async function buildVendor(): Promise<void> {
  const stamp = await stampOf();
  if (await isUpToDate(stamp)) return;
  await installLibraries();
  console.log("Building the libraries that generated apps may import …");
  await mkdir(join(outputFolder, "icons"), { recursive: true });
  const list = await readList();
  const { facts, texts, sizes } = await built(list, stamp);
  for (const [file, text] of texts) await writeWhole(join(outputFolder, file), text);
  for (const file of await readdir(outputFolder, { recursive: true })) {
    if (file !== "icons" && !texts.has(file.replaceAll("\\", "/"))) await rm(join(outputFolder, file));
  }
  await mkdir(join(sizesPath, ".."), { recursive: true });
  await writeWhole(sizesPath, `${JSON.stringify(sizes, null, 2)}\n`);
  await writeWhole(factsPath, factsText(facts));
}

/** Everything that the files are made of: our scripts, the list, the packages' lock and esbuild. */
async function stampOf(): Promise<string> {
  const scripts = (await readdir(join(root, "scripts/vendor"))).toSorted().map((name) => join(root, "scripts/vendor", name));
  const sources = [
    import.meta.filename,
    ...scripts,
    listPath,
    join(librariesFolder, "package-lock.json"),
    join(root, "node_modules/esbuild/package.json"),
  ];
  const contents = await Promise.all(sources.map((path) => readFile(path, "utf8")));
  return createHash("sha256").update(contents.join("\n")).digest("hex");
}

async function isUpToDate(stamp: string): Promise<boolean> {
  try {
    const facts: BuiltFacts = JSON.parse(await readFile(factsPath, "utf8"));
    if (facts.stamp !== stamp) return false;
    await Promise.all([sizesPath, ...facts.files.map((file) => join(outputFolder, file))].map((path) => access(path)));
    return true;
  } catch {
    // No list, an unreadable one or a missing file: all of them are repaired by building.
    return false;
  }
}

interface Built {
  facts: BuiltFacts;
  /** By name of the file in public/vendor/. */
  texts: Map<string, string>;
  sizes: LibrarySize[];
}

export interface LibrarySize {
  name: string;
  version: string;
  /** Its largest file, compressed; 0 where there is none (icons, styles). */
  bytes: number;
}

async function built(list: readonly ListedLibrary[], stamp: string): Promise<Built> {
  const groups = list.flatMap(filesOf);
  const versions = new Map<string, string>();
  for (const name of new Set([...groups.flat(), ...list.map(({ name }) => name)].map(packageOf)))
    versions.set(name, await versionOf(name));
  const fileName = (specifier: string) => nameOf(specifier, versions);
  const { modules, texts, loads } = await bundle(groups, await namesOf(groups.flat()), fileName);
  const sizes = list.map((library) => sizeOf(library, versions, modules, texts));

  const styles: Record<string, string> = {};
  for (const specifier of list.flatMap(({ css }) => css ?? [])) {
    const style = await styleOf(specifier, fileName(specifier));
    styles[specifier] = style.file;
    texts.set(style.file, style.text);
  }
  const files = [...texts.keys()].sort();

  // Read by the Worker alone, so they are not among the files that browsers may ask for.
  const sets = await iconSets();
  for (const { set, hash, texts: parts, names } of sets) {
    const base = `icons/${set.replace("/", "-")}-${hash}`;
    for (const [at, text] of parts.entries()) texts.set(`${base}-${at}.txt`, text);
    texts.set(`${base}-names.txt`, names.join(" "));
  }
  const icons = Object.fromEntries(sets.map(({ set, hash, firsts }) => [set, { hash, firsts: firsts.join(" ") }]));
  const lucide = sets.find(({ set }) => set === "lucide-react")?.names.join(" ") ?? "";
  return { facts: { stamp, files, modules, loads, styles, icons, lucide }, texts, sizes };
}

/** "@radix-ui/react-slot" as "radix-ui-react-slot@1.2.3". */
function nameOf(specifier: string, versions: ReadonlyMap<string, string>): string {
  const name = packageOf(specifier);
  const rest = specifier.slice(name.length).replace(/\.(module\.)?(min\.)?(js|css)$/, "");
  return `${name.replace(/^@/, "").replaceAll("/", "-")}@${versions.get(name)}${rest.replaceAll("/", "-")}`;
}

function sizeOf(
  library: ListedLibrary,
  versions: ReadonlyMap<string, string>,
  modules: readonly VendoredModule[],
  texts: ReadonlyMap<string, string>,
): LibrarySize {
  const own = modulesOf(library).filter((specifier) => !specifier.endsWith("/parts") && !specifier.endsWith("/lib"));
  const files = new Set(modules.filter(({ specifier }) => own.includes(specifier)).map(({ file }) => file));
  const sizes = [...files].map((file) => gzipSync(texts.get(file) ?? "", { level: 9 }).length);
  return { name: library.name, version: versions.get(library.name) ?? "", bytes: Math.max(0, ...sizes) };
}
