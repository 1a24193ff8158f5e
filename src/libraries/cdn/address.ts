// Addresses of a CDN that has esm.sh's form: `{CDN}/name@range/subpath?external=react,react-dom`. The only host that is ever asked is the operator's.
import { configured } from "../../base/settings.ts";
import type { PackageModule } from "./specifier.ts";

export const defaultCdn = "https://esm.sh";

/** Kept out of a library's code, so that an app has one React: the page's import map leads these names to the vendored files. */
export const sharedPackages: readonly string[] = ["react", "react-dom"];

/** What previews run on: as in tsconfig.json. Without it the answer depends on who asks. */
const target = "es2022";

export interface Cdn {
  /** Without a final slash. */
  base: string;
  origin: string;
  /** As people know it. */
  host: string;
}

/** The CDN in the setting LIBRARY_CDN: the default when it is not set; null when it is empty (switched off), or no address. */
export function cdnOf(setting: string | undefined): Cdn | null {
  if (setting === undefined) return cdnAt(defaultCdn);
  const address = configured(setting);
  return address === null ? null : cdnAt(address);
}

function cdnAt(address: string): Cdn | null {
  const url = URL.parse(address);
  if (url === null || !/^https?:$/.test(url.protocol) || url.username !== "" || url.password !== "") return null;
  return { base: url.origin + url.pathname.replace(/\/$/, ""), origin: url.origin, host: url.host };
}

/** Where a module of a package is asked for, with all that it needs in one file except `external` packages. A file other than code comes as it is. */
export function moduleAddress(
  { base }: Cdn,
  { name, subpath }: PackageModule,
  range: string | null,
  external: readonly string[],
): string {
  const version = range === null ? "" : `@${encodeURIComponent(range)}`;
  const path = `${base}/${name}${version}${subpath}`;
  if (isStyle(subpath)) return path;
  const others = external.filter((other) => other !== name);
  return `${path}?standalone&target=${target}${others.length === 0 ? "" : `&external=${others.join(",")}`}`;
}

export const isStyle = (subpath: string): boolean => /\.css$/i.test(subpath);
