// The files of an app in the order in which models write them: configuration first, then the page, then sources from the entry outwards.
import { globSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../scripts/lib/wrangler.ts";

export interface WrittenFile {
  path: string;
  content: string;
}

/** Many models write so many files in one answer before they look at what came back. */
const filesPerRound = 8;

export function writtenFiles(name: string): WrittenFile[] {
  const folder = join(root, "tests/apps", name, "files");
  return globSync("**/*", { cwd: folder })
    .filter((path) => statSync(join(folder, path)).isFile())
    .sort((a, b) => rank(a) - rank(b) || a.localeCompare(b, "en"))
    .map((path) => ({ path, content: readFileSync(join(folder, path), "utf8") }));
}

function rank(path: string): number {
  if (path === "package.json") return 0;
  if (/^[^/]*config[^/]*$|^components\.json$/.test(path)) return 1;
  if (path.endsWith("index.html")) return 2;
  if (/\.css$/.test(path)) return 3;
  if (/(^|\/)(main|index)\.[jt]sx?$/.test(path)) return 4;
  if (/(^|\/)App\.[jt]sx?$/.test(path)) return 5;
  return 6;
}

export function inRounds(files: readonly WrittenFile[]): WrittenFile[][] {
  const count = Math.ceil(files.length / filesPerRound);
  return Array.from({ length: count }, (_, round) => files.slice(round * filesPerRound, (round + 1) * filesPerRound));
}
