// Names that an app's scripts use and nothing declares, imports or has ready: across all scripts of a page, since classic ones share theirs.
import type { Libraries } from "../../libraries/libraries.ts";
import { type Exists, resolverFor } from "../resolve.ts";
import type { Modules } from "./imported-names.ts";
import type { Diagnostic, PageLook, ReadScript } from "./look.ts";
import { judgeNames } from "./names/judge.ts";
import { createPageNames, type PageNames } from "./names/page-names.ts";
import { checkSharedNames } from "./names/shared-names.ts";
import type { Offers } from "./names/words.ts";
import type { Scopes } from "./scopes/model.ts";
import { readScopes } from "./scopes/read.ts";

export interface AppAround {
  exists: Exists;
  libraries: Libraries;
  /** Those that are read, by path. */
  modules: Modules;
}

/** `isJudged`: whose names are told; all scripts add to what there is. The time grows with the code and no faster. */
export function checkUsedNames(
  scripts: readonly ReadScript[],
  page: PageLook,
  app: AppAround,
  isJudged = (_: ReadScript) => true,
): Diagnostic[] {
  const read = scripts.flatMap((script) => {
    const scopes = scopesOf(script);
    return scopes === null ? [] : [{ script, scopes }];
  });
  // What could not be read may declare anything.
  const isOpen = page.isOpen || read.length < scripts.length;
  const names = createPageNames(
    read.map(({ script, scopes }) => ({ path: script.path, goal: script.goal, source: script.source, scopes })),
    page.elementNames,
    isOpen,
  );
  const reacts = app.libraries.find("react")?.exports ?? null;
  const offersFor = createOffers(app, names);
  const judged = read.filter(({ script }) => isJudged(script));
  const isReacts = (name: string) => reacts?.has(name) ?? false;
  return [
    ...checkSharedNames(read),
    ...judged.flatMap(({ script, scopes }) =>
      judgeNames(script, scopes, { page: names, offers: offersFor(script, scopes), isReacts }),
    ),
  ];
}

/** Null for a tree that is nested too deeply to be walked. */
function scopesOf({ tree, goal }: ReadScript): Scopes | null {
  try {
    return readScopes(tree, goal);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** Names of an app for which near ones are looked for: more than anybody reads, and comparing takes time. */
const mostLookedFor = 30;

/** Libraries that apps are most often missing an import of. */
const wellKnown = ["react", "react-dom/client", "react-dom"];

function createOffers(
  { exists, libraries, modules }: AppAround,
  page: PageNames,
): (script: ReadScript, scopes: Scopes) => Offers {
  let looked = 0;
  const ownNames = new Map<string, string>();
  const specifiers = new Set(wellKnown);
  for (const [path, module] of modules) {
    for (const { specifier } of module?.imports ?? []) if (!/^[./]/.test(specifier)) specifiers.add(specifier);
    for (const name of module?.exports ?? []) {
      const offered = name === "default" ? stemOf(path) : name;
      if (!ownNames.has(offered)) ownNames.set(offered, path);
    }
  }

  return ({ path, source }, { declared }) => ({
    near() {
      looked += 1;
      return looked > mostLookedFor ? [] : nearNames(source, declared, page, ownNames, libraries);
    },
    exporterOf(name) {
      const own = ownNames.get(name);
      if (own !== undefined && own !== path) return own;
      const library = specifiers.values().find((specifier) => libraries.find(specifier)?.exports?.has(name));
      if (library !== undefined) return `"${library}"`;
      if (looked > mostLookedFor) return null;
      const resolve = resolverFor(path, exists, libraries);
      const found = likelyPlaces(name)
        .map(resolve)
        .find(({ kind }) => kind === "file");
      return found?.kind === "file" && found.path !== path ? found.path : null;
    },
  });
}

function* nearNames(
  source: string,
  declared: Scopes["declared"],
  page: PageNames,
  ownNames: ReadonlyMap<string, string>,
  libraries: Libraries,
): Iterable<string> {
  // An import that is never used is left out by the compiler.
  for (const line of source.split("\n")) if (line.startsWith("import ")) yield* line.match(/[\p{L}\p{N}_$]+/gu) ?? [];
  yield* declared.keys();
  yield* page.all;
  yield* ownNames.keys();
  yield* libraries.find("react")?.exports ?? [];
  // What functions declare for themselves is somewhere in the text.
  yield* new Set(source.match(/[\p{L}\p{N}_$]+/gu));
}

/** A file is named after what it exports by default. */
const stemOf = (path: string): string => path.slice(path.lastIndexOf("/") + 1).replace(/\.[^.]+$/, "");

/** Where a component or hook of this name would stand, though nothing imports it yet. */
const likelyPlaces = (name: string): string[] =>
  ["./", "./components/", "@/components/", "../components/", "@/components/ui/", "./hooks/", "@/hooks/", "@/lib/"].flatMap(
    (folder) => [folder + name, folder + name.replace(/(?<=[a-z\d])(?=[A-Z])/g, "-").toLowerCase()],
  );
