// Bundles the web chat into public/assets. Names are stable: the assets server answers with an ETag, so a new build is seen at once.
import { rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));

export async function buildWeb(): Promise<void> {
  await rm(`${root}public/assets`, { recursive: true, force: true });
  await build({
    absWorkingDir: root,
    // The theme is a file of its own: it runs before the first paint, and the page's policy forbids inline scripts.
    entryPoints: { app: "src/web/main.tsx", theme: "src/web/theme-boot.ts", style: "src/web/styles/index.css" },
    outdir: "public/assets",
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
  });
}
