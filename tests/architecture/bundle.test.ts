// The Worker's bundle stays small: it weighs less than its limit, and every part of a library that it leaves out still exists in that library.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { unstable_readConfig } from "wrangler";
import { root, runWrangler } from "../../scripts/lib/wrangler.ts";
import { bundleLimitBytes, stylesIsolateLimitBytes } from "./bundle-limit.ts";

/** Packages named when it is too heavy. */
const namedPackages = 12;

interface Metafile {
  inputs: Record<string, { imports: { path: string; original?: string }[] }>;
  outputs: Record<string, { entryPoint?: string; inputs: Record<string, { bytesInOutput: number }> }>;
}

const folder = mkdtempSync(join(tmpdir(), "edgewright-bundle-"));
let output = "";
let metafile: Metafile;

beforeAll(async () => {
  // As in a deployment, and not as in tests.
  vi.stubEnv("NODE_ENV", "production");
  ({ output } = await runWrangler(["deploy", "--dry-run", "--minify", "--metafile", "--outdir", folder]));
  metafile = JSON.parse(readFileSync(join(folder, "bundle-meta.json"), "utf8"));
}, 60_000);

afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

/** Name of the package that a file is of, or our folder. */
function packageOf(path: string): string {
  return /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? path.split("/").slice(0, 2).join("/");
}

/** Bytes after minification by package, largest first. */
function largest(): string[] {
  const bytes = new Map<string, number>();
  const bundled = Object.values(metafile.outputs).find((entry) => entry.entryPoint)?.inputs ?? {};
  for (const [path, { bytesInOutput }] of Object.entries(bundled)) {
    const name = packageOf(path);
    bytes.set(name, (bytes.get(name) ?? 0) + bytesInOutput);
  }
  const sorted = [...bytes].sort((a, b) => b[1] - a[1]).slice(0, namedPackages);
  return sorted.map(([name, size]) => `${name} ${Math.round(size / 1000)} kB`);
}

test(`the isolate of styles weighs less than ${stylesIsolateLimitBytes / 1000} kB, compressed`, () => {
  const { styles } = JSON.parse(readFileSync(join(root, "src/isolates/built.generated.json"), "utf8"));
  const weight = gzipSync(readFileSync(join(root, "public/isolates", styles)), { level: 9 }).length;
  expect(
    weight,
    "What the compiler imports comes with it. src/workspace/resolve.ts brings the names of all libraries.",
  ).toBeLessThan(stylesIsolateLimitBytes);
});

test(`the bundle weighs less than ${bundleLimitBytes / 1000} kB, compressed`, () => {
  const weight = gzipSync(readFileSync(join(folder, "worker.js")), { level: 9 }).length;
  const message = `The bundle weighs ${weight} bytes. The largest parts, before compression: ${largest().join(", ")}. docs/decisions/2026-11-26-bundle.md lists what they were.`;
  expect(weight, message).toBeLessThan(bundleLimitBytes);
});

test("every replacement is imported by its name, which is a package's own", () => {
  const { alias } = unstable_readConfig({ config: join(root, "wrangler.toml") });
  const names = Object.entries<string>(alias ?? {});
  // A relative name would replace any library's module of that name. What is left out of one library alone: scripts/build-trimmed.ts.
  expect(names.filter(([name]) => name.startsWith("."))).toEqual([]);
  const unused = names.filter(([name, replacement]) => {
    const replaces = ({ original, path }: { original?: string; path: string }) =>
      original === name && (!replacement.startsWith(".") || resolve(root, path) === resolve(root, replacement));
    return !Object.values(metafile.inputs).some(({ imports }) => imports.some(replaces));
  });
  expect(unused).toEqual([]);
  expect(output).not.toContain("will always be undefined");
});
