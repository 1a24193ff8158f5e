// Builds what runs in an isolate of its own, loaded when it is first needed (src/isolates): one module each into public/isolates/, and the list of them.
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";
import { unstable_readConfig } from "wrangler";

const root = join(import.meta.dirname, "..");
const outputFolder = join(root, "public/isolates");
const listPath = join(root, "src/isolates/built.generated.json");
const textsPath = join(root, "src/styles/compiler/texts.generated.json");

/** Name of an isolate, and the module whose default export it answers with. */
const isolates: Record<string, string> = { styles: "src/isolates/styles-isolate.ts" };

/** Stylesheets that Tailwind reads, as a module: the compiler has no files. */
export async function writeTailwindTexts(): Promise<void> {
  const read = (path: string) => readFile(join(root, "node_modules", path), "utf8");
  const [index, preflight, theme, utilities, animate] = await Promise.all([
    ...["index", "preflight", "theme", "utilities"].map((name) => read(`tailwindcss/${name}.css`)),
    read("tw-animate-css/dist/tw-animate.css"),
  ]);
  await writeIfOther(textsPath, `${JSON.stringify({ index, preflight, theme, utilities, animate })}\n`);
}

/** After `buildTrimmed`: the isolates are built with the same replacements of libraries as the Worker. */
export async function buildIsolates(): Promise<void> {
  await writeTailwindTexts();
  const { alias = {} } = unstable_readConfig({ config: join(root, "wrangler.toml") });
  const list: Record<string, string> = {};
  for (const [name, entry] of Object.entries(isolates)) {
    const { outputFiles } = await build({
      entryPoints: [join(root, entry)],
      ...{ bundle: true, format: "esm", platform: "neutral", target: "es2024", minify: true, write: false },
      ...{ mainFields: ["module", "main"], conditions: ["workerd", "worker", "import"], external: ["cloudflare:workers"] },
      alias: { ...alias, util: join(root, "src/bundle/node-util.ts") },
      ...{ absWorkingDir: root, legalComments: "inline", logLevel: "warning" },
    });
    const code = outputFiles[0]?.text ?? "";
    const file = `${name}-${createHash("sha256").update(code).digest("hex").slice(0, 10)}.js`;
    await mkdir(outputFolder, { recursive: true });
    await writeIfOther(join(outputFolder, file), code);
    list[name] = file;
  }
  for (const file of await readdir(outputFolder)) if (!Object.values(list).includes(file)) await rm(join(outputFolder, file));
  await writeIfOther(listPath, `${JSON.stringify(list, null, 2)}\n`);
}

/** wrangler builds again when a file of src changes: one that is written each time would keep it building for ever. */
async function writeIfOther(path: string, content: string): Promise<void> {
  const before = await readFile(path, "utf8").catch(() => null);
  if (before === content) return;
  await writeFile(`${path}.tmp`, content);
  await rename(`${path}.tmp`, path);
}
