// Builds the libraries that generated apps import (React) or load (Tailwind's browser build) into public/vendor/, and the list of them that
// previews read. File names carry version and content hash, so browsers may keep them for ever.
import { createHash } from "node:crypto";
import { access, mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, join } from "node:path";
import { listedSpecifiers } from "../src/libraries/list.ts";

const root = join(import.meta.dirname, "..");
const outputFolder = join(root, "public/vendor");
const listPath = join(root, "src/libraries/built.generated.json");
const require = createRequire(import.meta.url);

interface VendorList {
  /** What the files were built from: equal means up to date. */
  stamp: string;
  /** By bare name: the file in public/vendor/, and its exports with spaces between them. */
  modules: Record<string, { file: string; exports: string }>;
  tailwind: string;
  /** Everything in public/vendor/, shared chunks included. */
  files: string[];
}

/** Does nothing when the files are those of the installed versions; it runs on every rebuild. */
export async function buildVendor(): Promise<void> {
  const packages = ["react", "react-dom", "@tailwindcss/browser", "esbuild"];
  const [script, names, ...versions] = await Promise.all([
    readFile(import.meta.filename, "utf8"),
    readFile(join(root, "src/libraries/list.ts"), "utf8"),
    ...packages.map(installedVersion),
  ]);
  const stamp = createHash("sha256")
    .update([script, names, ...versions].join("\n"))
    .digest("hex");
  if (await isUpToDate(stamp)) return;

  const version = Object.fromEntries(packages.map((name, index) => [name, versions[index] ?? ""]));
  await mkdir(outputFolder, { recursive: true });
  const react = await buildReact(version);
  const tailwind = await copyTailwind(version["@tailwindcss/browser"] ?? "");
  const files = [...react.files, tailwind].sort();
  for (const file of await readdir(outputFolder)) if (!files.includes(file)) await rm(join(outputFolder, file));
  const list: VendorList = { stamp, modules: react.modules, tailwind, files };
  await writeWhole(listPath, `${JSON.stringify(list, null, 2)}\n`);
}

async function installedVersion(name: string): Promise<string> {
  const text = await readFile(join(root, "node_modules", name, "package.json"), "utf8");
  return String(JSON.parse(text).version);
}

async function isUpToDate(stamp: string): Promise<boolean> {
  try {
    const list: VendorList = JSON.parse(await readFile(listPath, "utf8"));
    await Promise.all(list.files.map((file) => access(join(outputFolder, file))));
    return list.stamp === stamp;
  } catch {
    // No list, an unreadable one or a missing file: all of them are repaired by building.
    return false;
  }
}

/** One build with splitting, so that every entry shares one React: two of them break hooks. */
async function buildReact(version: Record<string, string>): Promise<Pick<VendorList, "modules" | "files">> {
  const { build } = await import("esbuild");
  const entryName = (name: string) => {
    const [library = "", ...rest] = name.split("/");
    return [`${library}@${version[library]}`, ...rest].join("-");
  };
  const result = await build({
    entryPoints: Object.fromEntries(listedSpecifiers.map((name) => [entryName(name), `vendored:${name}`])),
    bundle: true,
    splitting: true,
    format: "esm",
    target: "es2022",
    minify: true,
    legalComments: "eof",
    define: { "process.env.NODE_ENV": '"production"' },
    entryNames: "[name]-[hash]",
    chunkNames: "shared-[hash]",
    outdir: outputFolder,
    metafile: true,
    write: false,
    absWorkingDir: root,
    plugins: [
      {
        name: "vendored",
        setup(setup) {
          setup.onResolve({ filter: /^vendored:/ }, ({ path }) => ({
            path: path.slice("vendored:".length),
            namespace: "vendored",
          }));
          setup.onLoad({ filter: /.*/, namespace: "vendored" }, ({ path }) => ({
            contents: entryModule(path),
            resolveDir: root,
          }));
        },
      },
    ],
  });
  for (const file of result.outputFiles) await writeWhole(file.path, file.text);
  const modules: VendorList["modules"] = {};
  for (const [path, output] of Object.entries(result.metafile.outputs)) {
    const name = output.entryPoint?.replace(/^vendored:/, "");
    if (name !== undefined) modules[name] = { file: basename(path), exports: output.exports.toSorted().join(" ") };
  }
  return { modules, files: result.outputFiles.map((file) => basename(file.path)) };
}

/** React is CommonJS, whose names a bundler cannot see: they are asked from the package itself and exported one by one. */
function entryModule(name: string): string {
  const library = requireProduction(name);
  const exported = Object.keys(library).filter((key) => library[key] !== undefined && key !== "default");
  const lines = [
    `import library from "${name}";`,
    "export default library;",
    `export const { ${exported.join(", ")} } = library;`,
  ];
  // React's production build leaves the development runtime empty; code compiled for development works all the same.
  if (name === "react/jsx-dev-runtime") {
    lines.push('import { jsx } from "react/jsx-runtime";', "export const jsxDEV = (type, props, key) => jsx(type, props, key);");
  }
  return lines.join("\n");
}

/** React decides by this variable, when it is loaded, which of its two builds it is. */
function requireProduction(name: string): Record<string, unknown> {
  const before = process.env.NODE_ENV;
  process.env.NODE_ENV = "production";
  try {
    return require(name);
  } finally {
    if (before === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = before;
  }
}

async function copyTailwind(version: string): Promise<string> {
  const folder = join(root, "node_modules/@tailwindcss/browser");
  const [code, license] = await Promise.all([
    readFile(join(folder, "dist/index.global.js"), "utf8"),
    readFile(join(folder, "LICENSE"), "utf8"),
  ]);
  const hash = createHash("sha256").update(code).digest("hex").slice(0, 8);
  const file = `tailwindcss-browser@${version}-${hash}.js`;
  await writeWhole(join(outputFolder, file), `/*! @tailwindcss/browser ${version}\n${license}*/\n${code}`);
  return file;
}

/** A reader sees the old file or the new one, never half of it. */
async function writeWhole(path: string, content: string): Promise<void> {
  await writeFile(`${path}.tmp`, content);
  await rename(`${path}.tmp`, path);
}
