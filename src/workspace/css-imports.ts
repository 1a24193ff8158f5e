// Where an address in a stylesheet leads: like a browser, and by the aliases that modules have.
import { type Exists, type InApp, resolveOwn, resolveUrl } from "./app-files.ts";

/** Null if it does not point into the app. */
export function resolveStyleUrl(url: string, importer: string, exists: Exists): InApp | null {
  const alias = /^[@~]\//.test(url) ? resolveOwn(url, importer, exists) : null;
  return alias?.kind === "file" ? alias : resolveUrl(url, importer, exists);
}

/** Animations for Tailwind, which its compiler has. */
export const animationsName = "tw-animate-css";
