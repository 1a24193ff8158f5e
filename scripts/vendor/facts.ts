// What the Worker knows about the built libraries: written as few long texts, because it reads all of its code at each start, and needs few of them.
import type { VendoredModule } from "./bundle.ts";

export interface BuiltFacts {
  /** What the files were built from: equal means up to date. */
  stamp: string;
  /** What browsers may ask for in public/vendor/, in order. */
  files: string[];
  modules: VendoredModule[];
  /** By file: the files that it loads at once, and those they load. */
  loads: ReadonlyMap<string, string[]>;
  /** File of a stylesheet, by specifier. */
  styles: Record<string, string>;
  /** First icon of each file of a set. */
  icons: Record<string, { hash: string; firsts: string }>;
  /** Names of lucide's icons, with their other names. */
  lucide: string;
}

/** Lines of a module: specifier, its file, what follows its names there, and the names. */
export function factsText({ stamp, files, modules, loads, styles, icons, lucide }: BuiltFacts): string {
  const at = (file: string) => {
    const index = files.indexOf(file);
    if (index === -1) throw new Error(`${file} is not among the files.`);
    return index;
  };
  const lines = modules.map(({ specifier, file, suffix, exports }) =>
    [specifier, at(file), suffix, exports.join(" ")].join("\t"),
  );
  const loaded = files.map((file) => (loads.get(file) ?? []).map(at).join(" "));
  const facts = { stamp, files, modules: lines.join("\n"), loads: loaded.join("\n"), styles, icons, lucide };
  return `${JSON.stringify(facts, null, 2)}\n`;
}
