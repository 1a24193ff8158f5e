// Which functions read text that models and people wrote, off the sources: exported ones of the folders that handle such text, by the names of their
// parameters. A new one has to be said something of in the growth test.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const folders = ["src/workspace", "src/preview"];
/** What such a parameter is called here. */
const foreign = /\b(?:content|source|code|html|css|text|search|patch|list|hunks|edits|files|modules|app): /;
const exported = /^export (?:async )?(?:function (\w+)\(|const (\w+) = (?:async )?\()([^)]*)\)/gm;

/** Names of the functions, each with its module. */
export function foreignReaders(): string[] {
  return folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts"))
      .flatMap((name) =>
        [...readFileSync(join(folder, name), "utf8").matchAll(exported)].flatMap(([, declared, assigned, parameters = ""]) =>
          foreign.test(parameters) ? [`${folder}/${name} ${declared ?? assigned}`] : [],
        ),
      ),
  );
}
