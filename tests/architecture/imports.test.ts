// Imports point one way, as the design says: this test holds it.
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { root } from "../../scripts/lib/wrangler.ts";
import { circlesIn } from "./circles.ts";
import { violation } from "./import-rules.ts";
import { readImports } from "./read-imports.ts";

const violationsIn = (path: string, source: string) => readImports(path, source).flatMap((entry) => violation(entry) ?? []);

/** By path. What generated apps are made of is no part of the program. */
const sources = new Map(
  globSync("src/**/*.{ts,tsx}", { cwd: root })
    .filter((path) => !path.startsWith("src/demo/apps/"))
    .map((path) => [path, readFileSync(join(root, path), "utf8")]),
);

test("src follows the import rules", () => {
  expect(sources.size).toBeGreaterThan(50);
  expect([...sources].flatMap(([path, source]) => violationsIn(path, source))).toEqual([]);
});

test("there is no circle of imports, of types neither", () => {
  expect(circlesIn([...sources].flatMap(([path, source]) => readImports(path, source)))).toEqual([]);
});

test("a circle is found, and only what is part of it is named", () => {
  const from = (path: string, ...imported: string[]) => imported.map((to) => ({ from: path, to, typeOnly: true }));
  const imports = [...from("a.ts", "b.ts"), ...from("b.ts", "c.ts", "hono"), ...from("c.ts", "b.ts"), ...from("d.ts", "a.ts")];
  expect(circlesIn(imports)).toEqual([["b.ts", "c.ts"]]);
});

describe("a violation is found", () => {
  test.each([
    ["src/protocol/x.ts", 'import { a } from "../store/files.ts";'],
    ["src/web/x.tsx", 'import { a } from "../api/index.ts";'],
    ["src/web/x.tsx", 'import { type A, b } from "../api/index.ts";'],
    ["src/web/x.tsx", 'const a = await import("../api/index.ts");'],
    ["src/web/x.tsx", 'export * from "../api/index.ts";'],
    ["src/web/x.tsx", 'export {\n  a,\n  b,\n} from "../store/files.ts";'],
    ["src/api/x.ts", 'import "../web/main.tsx";'],
    ["src/hub/x.ts", 'import { a } from "../workspace/edits.ts";'],
    ["src/orchestrator/x.ts", 'import { consume } from "../queue/consumer.ts";'],
    ["src/orchestrator/x.ts", 'import { Hono } from "hono";'],
    ["src/orchestrator/live/x.ts", 'import { tools } from "../tools/index.ts";'],
    ["src/llm/x.ts", 'import { env } from "cloudflare:workers";'],
    ["src/workspace/x.ts", 'import { eq } from "drizzle-orm/sqlite-core";'],
    ["src/workspace/x.ts", 'import type { Env } from "../env.ts";'],
    ["src/hub/x.ts", 'import { env } from "../env.ts";'],
    ["src/hub/core/x.ts", 'import type { MessageRow } from "../../store/present.ts";'],
    ["src/hub/x.ts", 'import { commitEnding } from "../store/commit.ts";'],
    ["src/hub/forms/x.ts", 'import type { Run } from "../core/records.ts";'],
    ["src/hub/contract/x.ts", 'import type { Run } from "../core/records.ts";'],
    ["src/store/x.ts", 'type A = import("../hub/app-hub.ts").AppHub;'],
    ["src/api/x.ts", 'import { a } from "../fakes/client.ts";'],
    ["src/domain/x.ts", 'import { Hono } from "hono";'],
    ["src/domain/x.ts", 'import { eq } from "drizzle-orm";'],
    ["src/domain/x.ts", 'import { env } from "cloudflare:workers";'],
    ["src/domain/x.ts", 'import type { Env } from "../env.ts";'],
    ["src/domain/x.ts", 'import type { Database } from "../store/database.ts";'],
    ["src/newcomer/x.ts", 'import { a } from "../protocol/events.ts";'],
  ])("%s: %s", (path, source) => {
    expect(violationsIn(path, source)).toHaveLength(1);
  });
});

describe("what is allowed passes", () => {
  test.each([
    ["src/web/x.tsx", 'import type { Api } from "../api/index.ts";'],
    ["src/web/x.tsx", 'import { type A, type B } from "../api/index.ts";\nimport { a } from "../protocol/events.ts";'],
    ["src/orchestrator/x.ts", 'import type { Model } from "../llm/model.ts";\nimport { edit } from "../workspace/edits.ts";'],
    ["src/hub/x.ts", 'import type { Env } from "../env.ts";\nimport { DurableObject } from "cloudflare:workers";'],
    ["src/env.ts", 'import type { ProviderSettings } from "./models/endpoints.ts";'],
    ["src/api/x.ts", '// import { a } from "../web/main.tsx";\nconst text = "from here";'],
    ["src/preview/x.ts", 'import { resolve } from "../workspace/resolve.ts";'],
  ])("%s: %s", (path, source) => {
    expect(violationsIn(path, source)).toEqual([]);
  });
});
