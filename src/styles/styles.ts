// Stylesheets for Tailwind as plain CSS: compiled once for the same text, sources and settings, whoever asks. Compiling itself is the compiler's, which is
// an argument here.
import { hex } from "../base/content.ts";
import type { CompiledStyle, StyleRequest, StyleSheet } from "./contract.ts";
import { isStyleSource } from "./sources.ts";

/** The app that a sheet is of. */
export interface StyleFiles {
  paths: readonly string[];
  /** Of the content; empty where it is not known. */
  hash(path: string): string;
  read(path: string): Promise<string | null>;
}

export interface Styles {
  compile(sheet: StyleSheet, files: StyleFiles): Promise<CompiledStyle>;
}

/** Keeps what was compiled longer than an isolate lives. */
export interface StyleStore {
  get(key: string): Promise<CompiledStyle | null>;
  put(key: string, style: CompiledStyle): Promise<void>;
}

export interface StyleCompiler {
  /** Changes when what it makes of the same may. */
  name: string;
  compile(request: StyleRequest): Promise<CompiledStyle>;
}

/** All compiled CSS kept here, UTF-16 units: some dozens of apps, a small part of an isolate's 128 MB. */
const keptCharacters = 4_000_000;

export function createStyles(compiler: StyleCompiler, store: StyleStore): Styles {
  /** A Map keeps insertion order: the first entry is the least recently used. */
  const kept = new Map<string, CompiledStyle>();
  let characters = 0;

  function keep(key: string, style: CompiledStyle): CompiledStyle {
    kept.set(key, style);
    characters += style.css.length;
    for (const [oldest, { css }] of kept) {
      if (characters <= keptCharacters) break;
      kept.delete(oldest);
      characters -= css.length;
    }
    return style;
  }

  return {
    async compile(sheet, files) {
      const key = await keyOf(compiler.name, sheet, files);
      const before = kept.get(key);
      if (before !== undefined) {
        kept.delete(key);
        kept.set(key, before);
        return before;
      }
      const stored = await store.get(key);
      if (stored !== null) return keep(key, stored);
      const style = await compiler.compile(await requestFor(sheet, files));
      await store.put(key, style);
      return keep(key, style);
    },
  };
}

/** Whatever the result depends on: the sheet, all sources by their hashes, and which other files there are. */
async function keyOf(compiler: string, sheet: StyleSheet, files: StyleFiles): Promise<string> {
  const sources = files.paths.map((path) => (isStyleSource(path) ? `${path} ${files.hash(path)}` : path)).sort();
  const text = JSON.stringify([compiler, sheet, sources]);
  return hex(new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text))));
}

async function requestFor(sheet: StyleSheet, files: StyleFiles): Promise<StyleRequest> {
  const sources = files.paths.filter(isStyleSource);
  const texts = await Promise.all(sources.map(async (path) => [path, await files.read(path)] as const));
  return {
    sheet,
    files: Object.fromEntries(texts.filter((entry): entry is [string, string] => entry[1] !== null)),
    paths: [...files.paths],
  };
}
