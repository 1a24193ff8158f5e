// docs/libraries.md says what the list and the build say.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { libraryTable } from "../../scripts/lib/library-table.ts";
import { root } from "../../scripts/lib/wrangler.ts";
import { sizesPath } from "../../scripts/vendor/folders.ts";
import { packageOf, readList } from "../../scripts/vendor/list.ts";

const textOf = (path: string) => readFileSync(path, "utf8");

test("docs/libraries.md is as `npm run libraries -- docs` writes it", async () => {
  // Sizes may differ by the zlib that measured them.
  const plain = (text: string) => text.replace(/(\| [\d.]+ )\| [\d.]+ \|/g, "$1| |");
  const table = libraryTable(await readList(), JSON.parse(textOf(sizesPath)));
  expect(plain(textOf(join(root, "docs/libraries.md")))).toBe(plain(table));
});

test("every library of the list is a package with an exact version, and is named once", async () => {
  const list = await readList();
  const { dependencies } = JSON.parse(textOf(join(root, "libraries/package.json")));
  expect(list.map(({ name }) => name).filter((name) => !/^\d+\.\d+\.\d+$/.test(dependencies[name] ?? ""))).toEqual([]);
  const modules = list.flatMap(({ name, files = [[name]] }) => files.flat());
  expect(modules.filter((module, at) => modules.indexOf(module) !== at)).toEqual([]);
  // Parts of packages that come with others: Radix, whose parts radix-ui brings, and packages of the same people.
  const own = new Set([...Object.keys(dependencies), ...list.map(({ name }) => name)]);
  expect(modules.map(packageOf).filter((name) => !own.has(name) && !name.startsWith("@radix-ui/"))).toEqual([]);
});
