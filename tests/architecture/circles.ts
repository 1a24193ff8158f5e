// Finds circles among imports: groups of files each of which is reached from every other one (Tarjan's strongly connected components).
import type { Import } from "./import-rules.ts";

export function circlesIn(imports: readonly Import[]): string[][] {
  const targets = new Map<string, string[]>();
  for (const { from, to } of imports) targets.set(from, [...(targets.get(from) ?? []), to]);
  const found: string[][] = [];
  /** When a file was first met, and the earliest one that it leads back to. */
  const met = new Map<string, { at: number; earliest: number }>();
  const open: string[] = [];

  function visit(file: string): number {
    const own = { at: met.size, earliest: met.size };
    met.set(file, own);
    open.push(file);
    for (const target of targets.get(file) ?? []) {
      if (!met.has(target)) own.earliest = Math.min(own.earliest, visit(target));
      else if (open.includes(target)) own.earliest = Math.min(own.earliest, met.get(target)?.at ?? own.at);
    }
    if (own.earliest === own.at) {
      const group = open.splice(open.indexOf(file));
      if (group.length > 1 || targets.get(file)?.includes(file)) found.push(group.sort());
    }
    return own.earliest;
  }

  for (const file of targets.keys()) if (!met.has(file)) visit(file);
  return found;
}
