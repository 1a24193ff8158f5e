// Bundles the web chat into public/assets. Entry names are stable: the assets server answers with an ETag, so a new build is seen at once.
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, type OutputFile } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));
const folder = join(root, "public/assets");

export async function buildWeb(): Promise<void> {
  const { outputFiles } = await build({
    absWorkingDir: root,
    // The theme is a file of its own: it runs before the first paint, and the page's policy forbids inline scripts.
    entryPoints: { app: "src/web/main.tsx", theme: "src/web/ui/theme-boot.ts", style: "src/web/styles/index.css" },
    outdir: folder,
    bundle: true,
    format: "esm",
    splitting: true,
    chunkNames: "[name]-[hash]",
    target: ["chrome123", "firefox125", "safari17.5"],
    minify: true,
    sourcemap: true,
    jsx: "automatic",
    jsxImportSource: "preact",
    legalComments: "linked",
    logLevel: "warning",
    write: false,
  });
  // New files first, old ones out afterwards: a page that is loaded during a rebuild finds all of one build or the other.
  await mkdir(folder, { recursive: true });
  await Promise.all(outputFiles.map(writeChanged));
  const kept = new Set(outputFiles.map((file) => basename(file.path)));
  const stale = (await readdir(folder)).filter((name) => !kept.has(name));
  await Promise.all(stale.map((name) => rm(join(folder, name))));
}

/** What is the same is left alone: the assets server looks at every file that is touched, and answers 404 meanwhile. */
async function writeChanged({ path, contents }: OutputFile): Promise<void> {
  const present = (await readdir(folder)).includes(basename(path)) ? await readFile(path) : null;
  if (!present?.equals(contents)) await writeFile(path, contents);
}
