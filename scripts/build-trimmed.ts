// Builds libraries of which only a part is ever run without the rest, into build/trimmed/, where [alias] in wrangler.toml leads to them by their names.
// What is left out is named here by its file in its package: a name as a library writes it ("./Options") would stand for any library's file.
import { mkdir } from "node:fs/promises";
import { join, relative } from "node:path";
import { build, type Plugin } from "esbuild";

const root = join(import.meta.dirname, "..");

/** What takes the place of a package's file: a file of src/bundle. Null: it stays. `importer`: the file of the package that imports it. */
type Replacement = (file: string, importer: string) => string | null;

interface Trimmed {
  contents: string;
  replacement: Replacement;
  /** Files of src/bundle, each of which has to be used. */
  replacements: string[];
}

/** Helpers over `create({ stream: true })`, which gives the chunks themselves, and what operators of an organization do. */
const unusedOfOpenAi = new Set([
  "resources/admin/admin.mjs",
  "resources/beta/beta.mjs",
  "lib/ChatCompletionRunner.mjs",
  "lib/ChatCompletionStream.mjs",
  "lib/ChatCompletionStreamingRunner.mjs",
  "lib/responses/ResponseStream.mjs",
]);
const askedOfOpenAi = new Set(["resources/chat/chat.mjs", "resources/responses/responses.mjs"]);
const identityOfOpenAi = new Set([
  "auth/workload-identity-auth.mjs",
  "internal/auth/x509-workload-identity-auth.mjs",
  "internal/auth/x509-credential-options.mjs",
]);

const packages: Record<string, Trimmed> = {
  openai: {
    // Not by its index, which has other companies' clients.
    contents: [
      'export { OpenAI as default } from "./node_modules/openai/client.mjs";',
      'export { APIConnectionError, APIError } from "./node_modules/openai/core/error.mjs";',
    ].join("\n"),
    replacements: ["absent.ts", "openai-resources.ts", "openai-identity.ts"],
    replacement(file, importer) {
      if (unusedOfOpenAi.has(file)) return "absent.ts";
      if (identityOfOpenAi.has(file)) return "openai-identity.ts";
      const isResource = importer === "client.mjs" && file.startsWith("resources/");
      return isResource && !askedOfOpenAi.has(file) ? "openai-resources.ts" : null;
    },
  },
  // Its parser is asked by itself, too: in one file with the compiler there is one copy of it.
  sucrase: {
    contents: [
      'export { transform } from "sucrase";',
      'export { parse } from "./node_modules/sucrase/dist/esm/parser/index.js";',
      'export * from "./node_modules/sucrase/dist/esm/parser/tokenizer/index.js";',
      'export { TokenType } from "./node_modules/sucrase/dist/esm/parser/tokenizer/types.js";',
    ].join("\n"),
    replacements: ["sucrase-options.ts"],
    replacement: (file) => (file === "dist/esm/Options" ? "sucrase-options.ts" : null),
  },
};

export async function buildTrimmed(): Promise<void> {
  const outdir = join(root, "build/trimmed");
  await mkdir(outdir, { recursive: true });
  await Promise.all(Object.entries(packages).map(([name, trimmed]) => buildPackage(name, trimmed, join(outdir, `${name}.mjs`))));
}

async function buildPackage(name: string, { contents, replacement, replacements }: Trimmed, outfile: string): Promise<void> {
  const used = new Set<string>();
  const packageRoot = join(root, "node_modules", name);
  const replace: Plugin = {
    name: "replace",
    setup({ onResolve }) {
      onResolve({ filter: /^\.{1,2}\// }, ({ path, resolveDir, importer }) => {
        if (!importer.startsWith(packageRoot)) return;
        const found = replacement(relative(packageRoot, join(resolveDir, path)), relative(packageRoot, importer));
        if (found === null) return;
        used.add(found);
        return { path: join(root, "src/bundle", found) };
      });
    },
  };
  await build({
    stdin: { contents, resolveDir: root, sourcefile: `${name}.ts` },
    outfile,
    ...{ bundle: true, format: "esm", platform: "neutral", target: "es2024", mainFields: ["module", "main"] },
    ...{ conditions: ["workerd", "worker", "import"], plugins: [replace], logLevel: "warning", legalComments: "none" },
  });
  const unused = replacements.filter((file) => !used.has(file));
  if (unused.length > 0) throw new Error(`${name} has nothing any more whose place src/bundle/${unused.join(", ")} takes.`);
}
