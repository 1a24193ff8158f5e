// What an import without a path means where no library has its name: the short forms that bundlers are usually set up with ("@/x", "~/x", "src/x"), and
// what an app's own configuration says, read as data and never run.
import type { Libraries } from "../libraries/libraries.ts";

export interface AliasTargets {
  /** Paths of the app, without endings, the likeliest first. */
  conventional: string[];
  /** No library has such a name. */
  certain: boolean;
}

/** Folders that "@/" and "~/" stand for, the usual one first. */
const homes = ["src/", "", "app/", "client/src/", "frontend/src/"];

export function aliasTargets(specifier: string, importer: string): AliasTargets {
  const short = /^(?:[@~#]\/|~(?=[^/]))/.exec(specifier)?.[0];
  if (short !== undefined) {
    const rest = specifier.slice(short.length);
    const own = ownHome(importer);
    return { conventional: (own === null ? homes : [own, ...homes]).map((home) => home + rest), certain: true };
  }
  const lib = /^\$(?=[a-z])/.exec(specifier);
  if (lib !== null) return { conventional: [`src/${specifier.slice(1)}`, specifier.slice(1)], certain: true };
  // "src/x" or "components/x" from a base folder, and "@components/x" for one of its folders.
  const path = specifier.replace(/^[@#]/, "");
  return { conventional: [path, `src/${path}`], certain: path.startsWith("src/") };
}

/** The `src` folder that a file of a larger repository is in, such as "web/src/". */
function ownHome(importer: string): string | null {
  const at = importer.lastIndexOf("/src/");
  return at === -1 ? null : importer.slice(0, at + "/src/".length);
}

/** An alias of the app's configuration. In both, `*` stands for the same rest. */
interface Alias {
  pattern: string;
  targets: string[];
}

/** Files in which aliases are looked for. */
export const aliasFiles = [
  ...["tsconfig.json", "tsconfig.app.json", "jsconfig.json", "package.json"],
  ...["vite.config.ts", "vite.config.js", "vite.config.mts", "vite.config.mjs"],
] as const;

/** Longest configuration that is read, UTF-16 units: real ones have a few hundred. */
const longestConfiguration = 100_000;
/** Most aliases read from one file. */
const mostAliases = 100;

/** `base`, with the aliases of the app's configuration. `read` gives a file's text. */
export function withAliases(base: Libraries, read: (path: string) => string | undefined): Libraries {
  const aliases = aliasFiles.flatMap((path) => {
    const text = read(path);
    return text === undefined || text.length > longestConfiguration ? [] : aliasesIn(path, text).slice(0, mostAliases);
  });
  if (aliases.length === 0) return base;
  return { ...base, aliases: (specifier) => aliases.flatMap((alias) => targetsOf(alias, specifier)) };
}

function targetsOf({ pattern, targets }: Alias, specifier: string): string[] {
  const [start = "", end] = pattern.split("*");
  if (end === undefined) return specifier === pattern ? targets : [];
  const fits = specifier.length >= start.length + end.length && specifier.startsWith(start) && specifier.endsWith(end);
  if (!fits) return [];
  const rest = specifier.slice(start.length, specifier.length - end.length);
  return targets.map((target) => target.replace("*", () => rest));
}

function aliasesIn(path: string, text: string): Alias[] {
  if (path.startsWith("vite.config.")) return bundlerAliases(text);
  const config = parseLoosely(text);
  if (path === "package.json") return pairsOf(member(config, "imports"), "");
  const options = member(config, "compilerOptions");
  const base = member(options, "baseUrl");
  const folder = typeof base === "string" ? `${base}/` : "";
  const paths = pairsOf(member(options, "paths"), folder);
  return folder === "" ? paths : [...paths, { pattern: "*", targets: [`${folder}*`] }];
}

function pairsOf(value: unknown, folder: string): Alias[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).map(([pattern, written]) => {
    const targets = (Array.isArray(written) ? written : [written]).filter((target) => typeof target === "string");
    return { pattern, targets: targets.map((target) => (target.startsWith("/") ? target : folder + target)) };
  });
}

function member(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined;
}

/** JSON with comments and trailing commas, as tsconfig.json has them; undefined if it cannot be read. */
function parseLoosely(text: string): unknown {
  const plain = text
    .replace(/("(?:[^"\\\n]|\\.)*"?)|\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/g, (_, string: string | undefined) => string ?? "")
    .replace(/("(?:[^"\\\n]|\\.)*"?)|,(?=\s{0,200}[}\]])/g, (_, string: string | undefined) => string ?? "");
  try {
    return JSON.parse(plain);
  } catch {
    // Not readable as data: the usual short forms still hold.
    return undefined;
  }
}

/** `"@": path.resolve(__dirname, "./src")`, `"@": "/src"`, `fileURLToPath(new URL("./src", import.meta.url))`, and the list form with `find`. */
const bundlerAlias =
  /(["']?)([@~#$\w][-@~#$\w/]{0,60})\1\s{0,20}(?::|,\s{0,40}replacement\s{0,20}:)\s{0,20}(?:[\w.]{1,40}\([^"'()]{0,60}(?:URL\()?)?["'](\.{0,2}\/?[\w-][\w./-]{0,200})["']/g;

function bundlerAliases(text: string): Alias[] {
  const start = text.search(/\balias\b/);
  if (start === -1) return [];
  return [...text.slice(start).matchAll(bundlerAlias)].flatMap(([, , name = "", written = ""]) => {
    const target = written.replace(/^\.?\//, "").replace(/\/$/, "");
    const isPath = written !== target || /^(?:src|app|client)(?:\/|$)/.test(target);
    return isPath
      ? [
          { pattern: name, targets: [target] },
          { pattern: `${name.replace(/\/$/, "")}/*`, targets: [`${target}/*`] },
        ]
      : [];
  });
}
