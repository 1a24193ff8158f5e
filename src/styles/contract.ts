// What the Worker asks the compiler of stylesheets, and what it answers: plain data, since the compiler runs in an isolate of its own.
import type { Diagnostic } from "../workspace/checks/check-file.ts";

/** Stylesheets of an app, or of a page, that are compiled: apps have one or two, and each takes milliseconds. */
export const maxSheets = 20;

/** One stylesheet to compile. */
export interface StyleSheet {
  /** The file it stands in: a stylesheet, or a page with style elements. */
  path: string;
  /** Its text, in pieces of that file with where each begins there, UTF-16 units. One without a place was not written by the app. */
  parts: { text: string; offset: number | null }[];
  /** Tailwind's own script in a page, and with which plugins ("forms,typography"). */
  script?: { plugins: string };
}

export interface StyleRequest {
  sheet: StyleSheet;
  /** Texts of the app by path: what has class names, settings or styles. */
  files: Record<string, string>;
  /** All paths of the app, those without a text too. */
  paths: string[];
}

export interface CompiledStyle {
  /** Plain CSS. Addresses of the app's own files begin with `mountMark`. */
  css: string;
  /** `@import` rules of other hosts: they must stand in a style of their own, before everything else. */
  remote: string;
  /** What was left out, and why. */
  diagnostics: Diagnostic[];
}

/** Stands for the address of the app, which is another one in each preview. No text of an app is likely to have it, and nothing happens if one does. */
export const mountMark = "/__edgewright/mount";
