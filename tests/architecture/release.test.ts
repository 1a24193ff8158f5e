// A release is said in three places, which have to agree: package, lock file and CHANGELOG (docs/releasing.md).
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { root } from "../../scripts/lib/wrangler.ts";

const read = (path: string) => readFileSync(join(root, path), "utf8");

test("package, lock file and CHANGELOG name the same newest release", () => {
  const { version } = JSON.parse(read("package.json"));
  const lock = JSON.parse(read("package-lock.json"));
  const [newest] = read("CHANGELOG.md").match(/^## \d+\.\d+\.\d+ .*$/m) ?? [];
  expect([lock.version, lock.packages[""].version]).toEqual([version, version]);
  expect(newest).toMatch(/^## \S+ \(\d{4}-\d{2}-\d{2}\)$/);
  expect(newest?.split(" ")[1]).toBe(version);
});
