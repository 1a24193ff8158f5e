// Where an address in a stylesheet leads: like a browser, and by the aliases that modules have.
import { vendored } from "../libraries/libraries.ts";
import { isTailwind } from "./checks/css.ts";
import { type Exists, type Resolution, resolveImport, resolveUrl } from "./resolve.ts";

/** Null if it does not point into the app. */
export function resolveStyleUrl(url: string, importer: string, exists: Exists): Resolution | null {
  const alias = /^[@~]\//.test(url) ? resolveImport(url, importer, exists) : null;
  return alias?.kind === "file" ? alias : resolveUrl(url, importer, exists);
}

/** Animations for Tailwind, which its compiler has. */
export const animationsName = "tw-animate-css";

/** Whether the stylesheet is there without being a file of the app. */
export const isKnownStyle = (url: string): boolean =>
  isTailwind(url) || url === animationsName || vendored.find(url)?.source.kind === "style";
