// Compiled modules by content, kept in this isolate: the same blob is compiled once, whichever app, version or host it is asked for through.
import { type CompileResult, compileModule } from "../workspace/modules.ts";

/** All compiled code kept, UTF-16 units: some hundreds of files, a small part of an isolate's 128 MB. */
const keptCharacters = 8_000_000;

/** A Map keeps insertion order: the first entry is the least recently used. */
const kept = new Map<string, CompileResult>();
let characters = 0;

export function compileCached(path: string, sha256: string, source: string): CompileResult {
  // The extension decides which syntax is allowed; the rest of the name does not affect the result.
  const key = `${sha256}${path.slice(path.lastIndexOf("."))}`;
  const before = kept.get(key);
  if (before !== undefined) {
    kept.delete(key);
    kept.set(key, before);
    return before;
  }
  const result = compileModule(path, source);
  kept.set(key, result);
  characters += sizeOf(result);
  for (const [oldest, value] of kept) {
    if (characters <= keptCharacters) break;
    kept.delete(oldest);
    characters -= sizeOf(value);
  }
  return result;
}

function sizeOf(result: CompileResult): number {
  return result.ok ? result.module.code.length : 0;
}
