// What the Worker is given is written down once: bindings in wrangler.toml, variables where they are read. Everything else follows, or is held to it here.
import { spawnSync } from "node:child_process";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { root, toolEnvironment } from "../../scripts/lib/wrangler.ts";
import { families } from "../../src/models/index.ts";
import { settingNames } from "../../src/settings.ts";

test("README names every variable, and no other", () => {
  const readme = readFileSync(join(root, "README.md"), "utf8");
  const rows = /## Configuration\n([\s\S]*?)\n## /.exec(readme)?.[1]?.match(/^\| `.*$/gm) ?? [];
  const named = rows.flatMap((row) => [...(row.split("|")[1] ?? "").matchAll(/`([A-Z_]+)`/g)].map(([, name]) => name ?? ""));
  // LOCAL_MODELS is read by npm start, which makes LOCAL_SERVERS of it.
  const expected = [...settingNames.filter((name) => name !== "LOCAL_SERVERS"), "LOCAL_MODELS"];
  expect(named.toSorted()).toEqual(expected.toSorted());
});

test("the types of the bindings are those that wrangler makes of wrangler.toml (npm run types)", () => {
  const script = JSON.parse(readFileSync(join(root, "package.json"), "utf8")).scripts.types;
  const [command, ...args] = `${script} --check`.split(" ");
  const { status, stdout, stderr } = spawnSync(command ?? "", args, { cwd: root, env: toolEnvironment(), encoding: "utf8" });
  expect(status, stdout + stderr).toBe(0);
}, 60_000);

test("nothing outside of src/models compares the names of providers", () => {
  const ids = families.map(({ id }) => id);
  const compared = new RegExp(`(?:[!=]==|case|includes\\()\\s*"(?:${ids.join("|")})"|"(?:${ids.join("|")})"\\s*[!=]==`);
  expect(compared.test('if (provider === "openai")')).toBe(true);
  const found = globSync("src/**/*.{ts,tsx}", { cwd: root })
    .filter((path) => !/^src\/(?:models|demo)\//.test(path))
    .filter((path) => compared.test(readFileSync(join(root, path), "utf8")));
  expect(found).toEqual([]);
});
