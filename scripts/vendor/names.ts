// The names that each module of the list exports: as esbuild finds them, or, for CommonJS, whose names no bundler sees, as the package itself has them.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { build } from "esbuild";
import { asForBrowsers } from "./esbuild.ts";
import { librariesFolder } from "./folders.ts";
import { virtualModules } from "./virtual.ts";

export interface ModuleNames {
  specifier: string;
  /** Its source file, from the folder of the libraries. */
  path: string;
  exports: string[];
  commonJs: boolean;
}

export async function namesOf(specifiers: readonly string[]): Promise<Map<string, ModuleNames>> {
  const entryName = (at: number) => `entry-${at}`;
  const { metafile } = await build({
    ...asForBrowsers,
    minify: false,
    entryPoints: Object.fromEntries(specifiers.map((specifier, at) => [entryName(at), specifier])),
    entryNames: "[name]",
    outdir: "names",
    plugins: [virtualModules],
  });
  const found = new Map<string, ModuleNames>();
  for (const [at, specifier] of specifiers.entries()) {
    const output = metafile.outputs[`names/${entryName(at)}.js`];
    const path = output?.entryPoint;
    if (output === undefined || path === undefined) throw new Error(`esbuild made nothing of ${specifier}.`);
    const commonJs = metafile.inputs[path]?.format === "cjs";
    const exports = commonJs ? namesOfCommonJs(specifier) : output.exports;
    found.set(specifier, { specifier, path, exports: exports.filter(isPlainName).sort(), commonJs });
  }
  return found;
}

/** A name in quotes, which a module may export too, is imported by nobody. */
const isPlainName = (name: string) => /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name);

const require = createRequire(join(librariesFolder, "package.json"));

const namesInText = (text: string) => new Set([...text.matchAll(/^\s*exports\.([\w$]+) = /gm)].map(([, name]) => name ?? ""));

/** React decides by this variable, when it is loaded, which of its two builds it is. */
function namesOfCommonJs(specifier: string): string[] {
  const before = process.env.NODE_ENV;
  process.env.NODE_ENV = "production";
  try {
    const library: Record<string, unknown> = require(specifier);
    const names = Object.keys(library).filter((name) => library[name] !== undefined && name !== "default");
    return specifier === "react/jsx-dev-runtime" ? [...names, "jsxDEV", "default"] : [...names, "default"];
  } catch (error) {
    // It needs a page to be loaded, as leaflet does: its text says what it exports.
    if (error instanceof ReferenceError) return [...namesInText(readFileSync(require.resolve(specifier), "utf8")), "default"];
    throw error;
  } finally {
    if (before === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = before;
  }
}
