// Reads a bare specifier as a package, a wanted version and a module in it. Strict, because it becomes part of an address: whatever a name may not have, such
// as "..", a query or another host, makes it no package.

export interface PackageModule {
  /** With its scope. */
  name: string;
  /** As in `sonner@2.0.3`; null when the import names none. */
  range: string | null;
  /** "" for the package itself, else with its slash: "/dist/x.css". */
  subpath: string;
}

/** Longest specifier, UTF-16 units: npm's limit for a name, and room for a path. */
const specifierMaxCharacters = 300;
/** npm's limit for the name of a package. */
const nameMaxCharacters = 214;
const rangeMaxCharacters = 60;

const part = "[a-z0-9~-][a-z0-9._~-]*";
const specifierForm = new RegExp(`^((?:@${part}/)?${part})(?:@([^/@]+))?((?:/[\\w.@~+-]+)*)$`, "i");
/** A version, a range or a tag, without spaces: `^1.2`, `~2`, `>=1.2.3`, `1.x`, `latest`. */
const rangeForm = /^(?:[\^~]|[<>]=?|=)?[a-z0-9*][a-z0-9.*+-]*$/i;
const exactForm = /^\d+\.\d+\.\d+(?:[-+][a-z0-9.+-]+)?$/i;

export function readSpecifier(specifier: string): PackageModule | null {
  if (specifier.length > specifierMaxCharacters) return null;
  const [, name, range, subpath = ""] = specifierForm.exec(specifier) ?? [];
  if (name === undefined || name.length > nameMaxCharacters) return null;
  if (range !== undefined && !isRange(range)) return null;
  if (subpath.split("/").some((segment) => segment === "." || segment === "..")) return null;
  return { name, range: range ?? null, subpath };
}

export const isRange = (text: string): boolean => text.length <= rangeMaxCharacters && rangeForm.test(text);

export const isExact = (version: string): boolean => version.length <= rangeMaxCharacters && exactForm.test(version);
