// What a module that is ready for a browser refers to: its imports, by where they stand in the code, and whether it has to know its own address.
// The asm.js build of the lexer is used because the Workers runtime compiles no WebAssembly from bytes.
import { parse } from "es-module-lexer/js";

export interface ModuleLinks {
  imports: ModuleLink[];
  /** Uses its own address: only there it runs as written. */
  needsAddress: boolean;
}

export interface ModuleLink {
  specifier: string;
  /** Where the specifier is in the code, without quotes. */
  start: number;
  end: number;
  dynamic: boolean;
}

/** What may follow `import.meta` in a module that runs anywhere. */
const placelessMeta = /^\s*(?:\?\.|\.)\s*(?:env|hot)\b/;
/** Room for it with white space, UTF-16 units. */
const metaCharacters = 30;

/** `null` if the code does not parse: the browser says why. */
export function moduleLinks(code: string): ModuleLinks | null {
  let entries: ReturnType<typeof parse>[0];
  try {
    [entries] = parse(code);
  } catch {
    // A mistake in the app, or nesting too deep for the lexer.
    return null;
  }
  const imports: ModuleLink[] = [];
  let needsAddress = false;
  for (const entry of entries) {
    if (entry.type === "import-meta") {
      needsAddress ||= !placelessMeta.test(code.slice(entry.end, entry.end + metaCharacters));
      continue;
    }
    const dynamic = entry.type === "dynamic";
    const quotes = dynamic ? 1 : 0;
    const isWritten = entry.specifier === code.slice(entry.start + quotes, entry.end - quotes);
    // A computed name may be relative to the module, one with escapes is not where it seems to be, and attributes ask for another type than ours.
    if (entry.specifier === undefined || !isWritten || entry.attributes !== null) needsAddress = true;
    else imports.push({ specifier: entry.specifier, start: entry.start + quotes, end: entry.end - quotes, dynamic });
  }
  return { imports, needsAddress };
}

/** The code with other specifiers; `rename` answers null for those that stay. */
export function renamed(code: string, imports: readonly ModuleLink[], rename: (specifier: string) => string | null): string {
  let result = "";
  let from = 0;
  for (const { specifier, start, end } of [...imports].sort((one, other) => one.start - other.start)) {
    const name = rename(specifier);
    if (name === null) continue;
    result += code.slice(from, start) + name;
    from = end;
  }
  return result + code.slice(from);
}
