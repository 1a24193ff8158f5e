// `npm run libraries`: the libraries that generated apps may import by name. `list` prints them, `add NAME[@VERSION]` vendors one more for this
// installation, `remove NAME` takes one away, `docs` writes docs/libraries.md. A module inside of a package is added by its name ("chart.js/helpers").
import { spawnSync } from "node:child_process";
import { copyFile, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { buildVendor, type LibrarySize } from "./build-vendor.ts";
import { libraryTable } from "./lib/library-table.ts";
import { toolEnvironment } from "./lib/wrangler.ts";
import { factsPath, librariesFolder, listPath, root, sizesPath } from "./vendor/folders.ts";
import { changeLibraries } from "./vendor/install.ts";
import { filesOf, type ListedLibrary, modulesOf, packageOf, readList } from "./vendor/list.ts";

const usage = "npm run libraries -- list | add NAME[@VERSION] | remove NAME | docs";
/** Most exports printed of a library. */
const shownExports = 40;
const manifests = [listPath, join(librariesFolder, "package.json"), join(librariesFolder, "package-lock.json")];

async function list(): Promise<void> {
  await buildVendor();
  const sizes = await readSizes();
  const widths = [Math.max(...sizes.map((size) => size.name.length)), Math.max(...sizes.map((size) => size.version.length))];
  for (const { name, purpose } of await readList()) {
    const { version = "", bytes = 0 } = sizes.find((size) => size.name === name) ?? {};
    console.log(`${name.padEnd(widths[0] ?? 0)}  ${version.padEnd(widths[1] ?? 0)}  ${kilobytes(bytes)}  ${purpose}`);
  }
}

async function add(wanted: string): Promise<void> {
  const [, specifier = "", version = ""] = /^((?:@[\w.-]+\/)?\w[\w./-]*)(@[\w.^~-]+)?$/.exec(wanted) ?? [];
  if (specifier === "") throw new Error(`"${wanted}" is no name of a package. ${usage}`);
  const name = packageOf(specifier);
  const libraries = await readList();
  if (libraries.some((library) => modulesOf(library).includes(specifier)) && version === "") {
    throw new Error(`${specifier} is there already. Another version: npm run libraries -- add ${specifier}@VERSION`);
  }
  await orAsBefore(async () => {
    const isInstalled = libraries.some((library) => library.name === name);
    if (!isInstalled || version !== "") await changeLibraries(["install", "--save-exact", `${name}${version}`]);
    await writeList(await withModule(libraries, specifier));
    await buildVendor();
  });
  await writeDocs();
  await show(specifier);
}

/** The list with one more module: in a file of its own, so that apps load no more than they import. */
async function withModule(libraries: readonly ListedLibrary[], specifier: string): Promise<ListedLibrary[]> {
  const name = packageOf(specifier);
  const known = libraries.find((library) => library.name === name);
  if (known === undefined) {
    const { description } = JSON.parse(await readFile(join(librariesFolder, "node_modules", name, "package.json"), "utf8"));
    const purpose = typeof description === "string" && description !== "" ? description : name;
    return [...libraries, { name, purpose, ...(specifier === name ? {} : { files: [[specifier]] }) }];
  }
  if (modulesOf(known).includes(specifier)) return [...libraries];
  return libraries.map((library) => (library === known ? { ...known, files: [...filesOf(known), [specifier]] } : library));
}

async function remove(name: string): Promise<void> {
  const libraries = await readList();
  if (!libraries.some((library) => library.name === name))
    throw new Error(`${name} is not in the list. See: npm run libraries -- list`);
  const rest = libraries.filter((library) => library.name !== name);
  const kept = new Set(rest.flatMap((library) => [library.name, ...modulesOf(library)]).map(packageOf));
  const gone = libraries.filter((library) => library.name === name).flatMap((library) => [name, ...modulesOf(library)]);
  const packages = [...new Set(gone.map(packageOf))].filter((one) => !kept.has(one));
  await orAsBefore(async () => {
    await writeList(rest);
    await changeLibraries(["uninstall", ...packages]);
    await buildVendor();
  });
  await writeDocs();
  console.log(`${name} is no longer available to apps. Versions that import it say so when they are opened.`);
}

/** Puts list and packages back where a step fails, so that the next build works. */
async function orAsBefore(change: () => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "edgewright-libraries-"));
  const copyOf = (path: string) => join(folder, basename(path));
  try {
    for (const path of manifests) await copyFile(path, copyOf(path));
    try {
      await change();
    } catch (error) {
      for (const path of manifests) await copyFile(copyOf(path), path);
      throw new Error(`${error instanceof Error ? error.message : error}\nNothing was changed.`);
    }
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function writeList(libraries: readonly ListedLibrary[]): Promise<void> {
  await writeFile(listPath, `${JSON.stringify(libraries, null, 2)}\n`);
  // As `npm run check` wants it.
  spawnSync("biome", ["format", "--write", listPath], { stdio: "ignore", env: toolEnvironment() });
}

async function show(specifier: string): Promise<void> {
  const facts: { modules: string; files: string[] } = JSON.parse(await readFile(factsPath, "utf8"));
  const line = facts.modules.split("\n").find((entry) => entry.startsWith(`${specifier}\t`));
  const names = (line?.split("\t").at(-1) ?? "").split(" ");
  const size = (await readSizes()).find(({ name }) => name === packageOf(specifier));
  console.log(
    `${specifier} ${size?.version ?? ""}: ${kilobytes(size?.bytes ?? 0).trim()} compressed. Apps can import it from the next start on.`,
  );
  console.log(
    `It exports ${names.slice(0, shownExports).join(", ")}${names.length > shownExports ? `, and ${names.length - shownExports} more` : ""}.`,
  );
}

async function writeDocs(): Promise<void> {
  await buildVendor();
  await writeFile(join(root, "docs/libraries.md"), libraryTable(await readList(), await readSizes()));
}

const readSizes = async (): Promise<LibrarySize[]> => JSON.parse(await readFile(sizesPath, "utf8"));

const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`.padStart(9);

const [command, name, ...rest] = process.argv.slice(2);
try {
  if (rest.length > 0) throw new Error(usage);
  if (command === "list" && name === undefined) await list();
  else if (command === "docs" && name === undefined) await writeDocs();
  else if (command === "add" && name !== undefined) await add(name);
  else if (command === "remove" && name !== undefined) await remove(name);
  else throw new Error(usage);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
