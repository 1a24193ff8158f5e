// What scripts/build-vendor.ts wrote about the libraries that it built: their files and the names that they export.
import list from "./built.generated.json" with { type: "json" };

export interface BuiltModule {
  /** Name of its file in public/vendor/. */
  file: string;
  /** The names that it exports, with spaces between them. */
  exports: string;
}

/** By specifier. */
export const builtModules: Readonly<Record<string, BuiltModule>> = list.modules;

/** Everything in public/vendor/. */
export const builtFiles: ReadonlySet<string> = new Set(list.files);

/** File of Tailwind's browser build. */
export const tailwindFile: string = list.tailwind;

/** Changes when one of the files does. */
export const vendorStamp: string = list.stamp.slice(0, 8);
