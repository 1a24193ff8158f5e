// Builds the libraries, one file for each group of the list. A group imports another one's file by its name, so that an app has one React and loads few
// files; what is imported later (`import()`) gets files of its own.
import { basename, join } from "node:path";
import { build, type Metafile, type OnResolveArgs, type Plugin, type PluginBuild } from "esbuild";
import { appAddress } from "./app-address.ts";
import { asForBrowsers } from "./esbuild.ts";
import { librariesFolder, outputFolder } from "./folders.ts";
import type { ModuleNames } from "./names.ts";
import { virtualModules } from "./virtual.ts";

export interface VendoredModule {
  specifier: string;
  file: string;
  exports: string[];
  /** What follows its names in the file, as another module of the group has them too; "" is nothing. */
  suffix: string;
}

export interface Bundles {
  modules: VendoredModule[];
  /** By name of the file. */
  texts: Map<string, string>;
  /** By file: the files that it loads at once, and those they load. */
  loads: Map<string, string[]>;
}

interface Group {
  /** Name of its file, before the hash. */
  name: string;
  modules: (ModuleNames & { suffix: string })[];
}

/** `nameOf`: a group's name, from its first module. */
export async function bundle(
  groups: readonly (readonly string[])[],
  names: ReadonlyMap<string, ModuleNames>,
  nameOf: (specifier: string) => string,
): Promise<Bundles> {
  const all = groups.map((specifiers) => groupOf(specifiers, names, nameOf));
  const groupBySpecifier = new Map(all.flatMap((group) => group.modules.map(({ specifier }) => [specifier, group] as const)));
  const specifierByPath = new Map([...names.values()].map(({ specifier, path }) => [join(librariesFolder, path), specifier]));
  const texts = new Map<string, string>();
  const imports = new Map<string, string[]>();
  const started = new Map<Group, Promise<string>>();

  /** Name of the group's file. `above`: the groups that wait for it. */
  function fileOf(group: Group, above: readonly Group[]): Promise<string> {
    if (above.includes(group))
      throw new Error(`${[...above, group].map(({ name }) => name).join(" → ")}: they import each other.`);
    const known = started.get(group);
    if (known !== undefined) return known;
    const file = buildGroup(group, [...above, group]);
    started.set(group, file);
    return file;
  }

  async function buildGroup(group: Group, above: readonly Group[]): Promise<string> {
    const others: Plugin = {
      name: "others",
      setup: (setup) => linkOthers(setup, group, groupBySpecifier, specifierByPath, (other) => fileOf(other, above)),
    };
    const { outputFiles, metafile } = await build({
      ...asForBrowsers,
      entryPoints: { [group.name]: groupEntry },
      entryNames: "[name]-[hash]",
      chunkNames: `${group.name}-part-[hash]`,
      outdir: outputFolder,
      legalComments: "eof",
      plugins: [entryOf(group), others, virtualModules, appAddress],
    });
    for (const { path, text } of outputFiles) texts.set(basename(path), text);
    for (const [file, needed] of importsIn(metafile)) imports.set(file, needed);
    const entry = Object.entries(metafile.outputs).find(([, { entryPoint }]) => entryPoint?.endsWith(groupEntry));
    if (entry === undefined) throw new Error(`esbuild made no file for ${group.name}.`);
    return basename(entry[0]);
  }

  const modules: VendoredModule[] = [];
  for (const group of all) {
    const file = await fileOf(group, []);
    modules.push(...group.modules.map(({ specifier, exports, suffix }) => ({ specifier, file, exports, suffix })));
  }
  const loads = new Map(texts.keys().map((file) => [file, loadedBy(file, imports)]));
  return { modules, texts, loads };
}

/** A module keeps its names where no module before it has one of them; otherwise all of them get its number. */
function groupOf(
  specifiers: readonly string[],
  names: ReadonlyMap<string, ModuleNames>,
  nameOf: (specifier: string) => string,
): Group {
  const taken = new Set<string>();
  const modules = specifiers.map((specifier, at) => {
    const module = names.get(specifier);
    if (module === undefined) throw new Error(`The names of ${specifier} are not known.`);
    const isFree = module.exports.every((name) => !taken.has(name));
    if (isFree) for (const name of module.exports) taken.add(name);
    return { ...module, suffix: isFree ? "" : `$${at}` };
  });
  return { name: nameOf(specifiers[0] ?? ""), modules };
}

const groupEntry = "group-entry";

function entryOf(group: Group): Plugin {
  return {
    name: "entry",
    setup(setup) {
      setup.onResolve({ filter: new RegExp(`^${groupEntry}$`) }, () => ({ path: groupEntry, namespace: "entry" }));
      setup.onLoad({ filter: /.*/, namespace: "entry" }, () => ({ contents: entryCode(group), resolveDir: librariesFolder }));
    },
  };
}

function entryCode({ modules }: Group): string {
  return modules.map((module, at) => (module.commonJs ? fromCommonJs(module, at) : fromModule(module))).join("\n");
}

function fromModule({ specifier, exports, suffix }: Group["modules"][number]): string {
  const names = exports.map((name) => (suffix === "" ? name : `${name} as ${name}${suffix}`));
  // A module without names is there for what it does.
  return names.length === 0 ? `import "${specifier}";` : `export { ${names.join(", ")} } from "${specifier}";`;
}

function fromCommonJs({ specifier, exports, suffix }: Group["modules"][number], at: number): string {
  const lines = [`import * as library${at} from "${specifier}";`];
  for (const name of exports) {
    const value = name === "jsxDEV" ? `(type, props, key) => jsx${at}(type, props, key)` : `library${at}.${name}`;
    lines.push(`const ${name}$${at} = ${value}; export { ${name}$${at} as ${name}${suffix} };`);
  }
  // React's production build leaves the development runtime empty; code compiled for development works all the same.
  if (exports.includes("jsxDEV")) lines.push(`import { jsx as jsx${at} } from "react/jsx-runtime";`);
  return lines.join("\n");
}

/** Lets imports of other groups' modules lead to their files. */
function linkOthers(
  setup: PluginBuild,
  group: Group,
  groupBySpecifier: ReadonlyMap<string, Group>,
  specifierByPath: ReadonlyMap<string, string>,
  fileOf: (other: Group) => Promise<string>,
): void {
  const linked = "linked";
  const otherOf = async (args: OnResolveArgs): Promise<{ specifier: string; other: Group } | null> => {
    let specifier: string | undefined = args.path;
    // Parts of three import each other by path.
    if (args.path.startsWith(".")) specifier = specifierByPath.get(join(args.resolveDir, args.path));
    const other = groupBySpecifier.get(specifier ?? "");
    return specifier === undefined || other === undefined || other === group ? null : { specifier, other };
  };
  setup.onResolve({ filter: /^[^/]/ }, async (args) => {
    if (args.namespace === linked) return { path: args.path, external: true };
    const found = await otherOf(args);
    if (found === null) return null;
    return { path: found.specifier, namespace: linked, pluginData: await fileOf(found.other), sideEffects: false };
  });
  setup.onLoad({ filter: /.*/, namespace: linked }, ({ path, pluginData }) => {
    const module = groupBySpecifier.get(path)?.modules.find(({ specifier }) => specifier === path);
    if (module === undefined) throw new Error(`${path} is in no group.`);
    const names = module.exports.map((name) => `${name}${module.suffix} as ${name}`).join(", ");
    return { contents: `export { ${names} } from "./${pluginData}";`, resolveDir: librariesFolder };
  });
}

/** By file: the files that it imports at once. */
function importsIn(metafile: Metafile): [string, string[]][] {
  return Object.entries(metafile.outputs).map(([path, { imports }]) => [
    basename(path),
    imports.filter(({ kind }) => kind === "import-statement").map(({ path }) => basename(path)),
  ]);
}

function loadedBy(file: string, imports: ReadonlyMap<string, string[]>): string[] {
  const found = new Set([file]);
  // Iterating over a set includes what is added meanwhile.
  for (const one of found) for (const needed of imports.get(one) ?? []) found.add(needed);
  found.delete(file);
  return [...found];
}
