// Packs the source files of the demo model's apps into one JSON file, which the Worker bundles: a Worker has no file system.
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";

const demo = fileURLToPath(new URL("../src/demo", import.meta.url));
const appsFolder = join(demo, "apps");
const output = join(demo, "apps.generated.json");

export async function buildDemo(): Promise<void> {
  const entries = await readdir(appsFolder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const apps: Record<string, Record<string, string>> = {};
  for (const file of files.sort()) {
    const [kind = "", ...rest] = relative(appsFolder, file).split(sep);
    apps[kind] ??= {};
    apps[kind][rest.join("/")] = await readFile(file, "utf8");
  }
  const packed = `${JSON.stringify(apps, null, 1)}\n`;
  // wrangler builds again when a file of src changes: one that is written each time would keep it building for ever.
  const before = await readFile(output, "utf8").catch(() => null);
  if (packed !== before) await writeFile(output, packed);
}
