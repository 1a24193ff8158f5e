// Finds where a script's own declarations, inside functions and blocks, hide a global name. The compiler marks this too, but searches a whole function
// for each declaration in it.
import type { File } from "sucrase/dist/parser/index.js";
import { isBlockScopedDeclaration, isNonTopLevelDeclaration } from "sucrase/dist/parser/tokenizer/index.js";

/** A run of tokens, by index; `endTokenIndex` is behind the last. */
type Scope = File["scopes"][number];

/** Tokens, by index, whose name is declared around them. `names`: the global a token names, or null. */
export function hiddenNames(file: File, names: readonly (string | null)[]): ReadonlySet<number> {
  const edges = declaringScopes(file, names).flatMap(({ name, scope }) => [
    { at: scope.startTokenIndex, name, by: 1 },
    { at: scope.endTokenIndex, name, by: -1 },
  ]);
  edges.sort((one, other) => one.at - other.at);
  const hidden = new Set<number>();
  const around = new Map<string, number>();
  let passed = 0;
  for (let index = edges[0]?.at ?? names.length; index < names.length; index++) {
    for (let edge = edges[passed]; edge?.at === index; edge = edges[++passed]) {
      around.set(edge.name, (around.get(edge.name) ?? 0) + edge.by);
    }
    const name = names[index];
    if (name && (around.get(name) ?? 0) > 0) hidden.add(index);
  }
  return hidden;
}

/** Scopes with the names that are declared in them, a pair for each declaration. */
function declaringScopes({ tokens, scopes }: File, names: readonly (string | null)[]): { name: string; scope: Scope }[] {
  const found: { name: string; scope: Scope }[] = [];
  const isDeclared = (index: number) => {
    const token = tokens[index];
    return token !== undefined && names[index] !== null && isNonTopLevelDeclaration(token);
  };
  if (!names.some((_, index) => isDeclared(index))) return found;
  // Scopes are sorted by their end, so that going back from the last token, those around a token form a stack; the first is the script itself.
  const around: Scope[] = [];
  let ended = scopes.length - 1;
  for (let index = tokens.length - 1; index >= 0; index--) {
    while (around.at(-1)?.startTokenIndex === index + 1) around.pop();
    for (let scope = scopes[ended]; scope?.endTokenIndex === index + 1; scope = scopes[--ended]) around.push(scope);
    const token = tokens[index];
    const name = names[index];
    if (!token || !name || !isDeclared(index)) continue;
    const scope = isBlockScopedDeclaration(token) ? around.at(-1) : around.findLast(({ isFunctionScope }) => isFunctionScope);
    if (scope && around.length > 1) found.push({ name, scope });
  }
  return found;
}
