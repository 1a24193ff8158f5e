// Stylesheets of the libraries, with their pictures inside. One for Tailwind stays as it is: its rules are Tailwind's own.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";
import { asForBrowsers } from "./esbuild.ts";
import { hashOf } from "./files.ts";
import { librariesFolder } from "./folders.ts";

export interface VendoredStyle {
  specifier: string;
  file: string;
  text: string;
}

export async function styleOf(specifier: string, name: string): Promise<VendoredStyle> {
  const { outputFiles, metafile } = await build({
    ...asForBrowsers,
    splitting: false,
    conditions: ["style", ...asForBrowsers.conditions],
    entryPoints: { style: specifier },
    outdir: "styles",
  });
  const built = outputFiles.find(({ path }) => path.endsWith(".css"))?.text;
  const [source] = Object.keys(metafile.inputs);
  if (built === undefined || source === undefined) throw new Error(`${specifier} is no stylesheet.`);
  const written = await readFile(join(librariesFolder, source), "utf8");
  const text = /@(utility|theme|custom-variant|apply)\b/.test(written) ? written : built;
  return { specifier, file: `${name}-${hashOf(text)}.css`, text };
}
