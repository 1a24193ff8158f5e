// Paths as a tree in reading order: folders first, then files, each by name.
export interface TreeRow {
  depth: number;
  name: string;
  path: string;
  folder: boolean;
}

export function treeOf(paths: readonly string[]): TreeRow[] {
  const sorted = [...new Set(paths)].sort(comparePaths);
  const rows: TreeRow[] = [];
  let open: string[] = [];
  for (const path of sorted) {
    const parts = path.split("/");
    const name = parts.pop() ?? path;
    const shared = parts.findIndex((part, index) => open[index] !== part);
    const from = shared < 0 ? parts.length : shared;
    for (let depth = from; depth < parts.length; depth += 1) {
      rows.push({ depth, name: parts[depth] ?? "", path: parts.slice(0, depth + 1).join("/"), folder: true });
    }
    open = parts;
    rows.push({ depth: parts.length, name, path, folder: false });
  }
  return rows;
}

function comparePaths(a: string, b: string): number {
  const left = a.split("/");
  const right = b.split("/");
  for (let index = 0; ; index += 1) {
    const leftIsFile = index === left.length - 1;
    const rightIsFile = index === right.length - 1;
    const l = left[index] ?? "";
    const r = right[index] ?? "";
    if (leftIsFile !== rightIsFile) return leftIsFile ? 1 : -1;
    if (l !== r) return l < r ? -1 : 1;
    if (leftIsFile) return 0;
  }
}
