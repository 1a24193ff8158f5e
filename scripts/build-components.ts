// Makes one static file of the sources in libraries/components, which the tool add_component hands out, and the list of their names, which the Worker bundles.
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";

const root = join(import.meta.dirname, "..");
const sources = join(root, "libraries/components");
const outputFolder = join(root, "public/components");
const list = join(root, "src/orchestrator/components.generated.json");

/** A component, a hook or a helper, as components import it. */
const ownImport = /from "@\/(?:components\/)?((?:ui|lib|hooks)\/[\w-]+)"/g;

export async function buildComponents(): Promise<void> {
  const entries = await readdir(sources, { recursive: true, withFileTypes: true });
  const files: Record<string, string> = {};
  for (const entry of entries.filter((entry) => entry.isFile()).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(entry.parentPath, entry.name);
    files[relative(sources, path).split(sep).join("/")] = await readFile(path, "utf8");
  }
  const needs: Record<string, string[]> = {};
  for (const path of Object.keys(files)) {
    const name = /^ui\/(.+)\.tsx$/.exec(path)?.[1];
    if (name !== undefined) needs[name] = [...closureOf(path, files)];
  }
  await mkdir(outputFolder, { recursive: true });
  await writeChanged(join(outputFolder, "sources.json"), JSON.stringify(files));
  await writeChanged(list, `${JSON.stringify(needs, null, 1)}\n`);
}

/** The file and all that it imports of these, itself first. */
function closureOf(path: string, files: Record<string, string>): Set<string> {
  const found = new Set([path]);
  // Iterating over a set includes what is added meanwhile.
  for (const one of found) {
    for (const [, name] of files[one]?.matchAll(ownImport) ?? []) {
      const target = [`${name}.tsx`, `${name}.ts`].find((candidate) => candidate in files);
      if (target === undefined) throw new Error(`libraries/components/${one} imports ${name}, which is not there.`);
      found.add(target);
    }
  }
  return found;
}

/** wrangler builds again when a file of src changes: one that is written each time would keep it building for ever. */
async function writeChanged(path: string, text: string): Promise<void> {
  const before = await readFile(path, "utf8").catch(() => null);
  if (text !== before) await writeFile(path, text);
}
