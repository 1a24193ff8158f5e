// What scripts/build-vendor.ts wrote about the libraries that it built: their files, and the names that they export. It is read when first needed.
import facts from "./built.generated.json" with { type: "json" };

export interface BuiltModule {
  specifier: string;
  /** Name of its file in public/vendor/, or of one that derived.ts makes, where several modules share a file and have names in common. */
  file: string;
  exports: ReadonlySet<string>;
  /** What follows each of its names in the file in public/vendor/. */
  suffix: string;
}

/** Everything in public/vendor/ that browsers may ask for. */
export const builtFiles: ReadonlySet<string> = new Set(facts.files);

/** Changes when one of the files does. */
export const vendorStamp: string = facts.stamp.slice(0, 8);

/** Files of stylesheets, by specifier. */
export const builtStyles: Readonly<Record<string, string>> = facts.styles;

/** Icon sets, by specifier: the first icon of each file, with spaces between them. */
export const builtIcons: Readonly<Record<string, { hash: string; firsts: string }>> = facts.icons;

/** Names of lucide's icons, each with its other names ("CircleAlert=AlertCircle"). */
export const lucideNames: string = facts.lucide;

/** Reads a value when it is first asked for. */
export function once<T>(read: () => T): () => T {
  let known: { value: T } | null = null;
  return () => {
    known ??= { value: read() };
    return known.value;
  };
}

/** The line of each module in the facts, by specifier. */
const lines = once(() => new Map(facts.modules.split("\n").map((line) => [line.slice(0, line.indexOf("\t")), line])));
const modules = new Map<string, BuiltModule>();

export const builtSpecifiers = (): Iterable<string> => lines().keys();

export function builtModule(specifier: string): BuiltModule | null {
  const known = modules.get(specifier);
  if (known !== undefined) return known;
  const line = lines().get(specifier);
  if (line === undefined) return null;
  const [, index, suffix = "", names = ""] = line.split("\t");
  const file = fileAt(index);
  const module: BuiltModule = {
    specifier,
    file: suffix === "" ? file : partFile(file, specifier),
    exports: new Set(names === "" ? [] : names.split(" ")),
    suffix,
  };
  modules.set(specifier, module);
  return module;
}

/** Stands for one module of a file that several share: "react@19-x~@react-dom!client.js". */
const partFile = (file: string, specifier: string) => `${file.replace(/\.js$/, "")}~@${specifier.replaceAll("/", "!")}.js`;

/** The files that a file loads at once, and those they load. */
export function loadsOf(file: string): string[] {
  const line = loads().get(file) ?? "";
  return line === "" ? [] : line.split(" ").map(fileAt);
}

const loads = once(() => {
  const each = facts.loads.split("\n");
  return new Map(facts.files.map((file, at) => [file, each[at] ?? ""]));
});

function fileAt(index: string | undefined): string {
  const file = facts.files[Number(index)];
  if (file === undefined) throw new Error(`The facts about libraries name file ${index}, and there is none.`);
  return file;
}
