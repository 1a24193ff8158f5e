// One module compares a user with an owner: everything else asks it. A second comparison would be a second opinion on who may.
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { root } from "../../scripts/lib/wrangler.ts";
import { comparedUserIds } from "./user-ids.ts";

test("user ids are compared in domain/can.ts, and in src nowhere else", () => {
  const files = globSync("src/**/*.{ts,tsx}", { cwd: root }).filter((path) => !path.startsWith("src/demo/apps/"));
  expect(files.length).toBeGreaterThan(50);
  const found = files.flatMap((path) => comparedUserIds(path, readFileSync(join(root, path), "utf8")));
  expect(found).toEqual(["src/domain/can.ts: app.ownerId === actor.userId"]);
});

describe("a comparison is found", () => {
  test.each([
    "if (row.userId === mine) f();",
    "if (mine !== c.get('app')?.ownerId) f();",
    "const own = session.user.id == wanted;",
    "const own = (owner as Owner).userId === x;",
    "const where = eq(apps.userId, id);",
    "const where = and(ne(apps.id, id), inArray(apps.userId, ids));",
    "const may = admins.includes(actor.userId);",
    "const may = admins.has(userId);",
    "switch (key.referenceId) { default: }",
    "const same = Object.is(ownerId, other);",
  ])("%s", (source) => {
    expect(comparedUserIds("src/api/x.ts", source)).toHaveLength(1);
  });
});

describe("no comparison", () => {
  test.each([
    ["src/api/x.ts", "if (userId !== undefined && userId !== null && userId !== '') f(userId);"],
    ["src/api/x.ts", "const key = await repeatKey(actor.userId, route); const { userId } = actor; if (app.id === id) f();"],
    ["src/store/x.ts", "const where = eq(apps.userId, userId);"],
    ["src/web/x.tsx", "const a = <p>{message.id === version.id ? userId : 1}</p>;"],
  ])("%s: %s", (path, source) => {
    expect(comparedUserIds(path, source)).toEqual([]);
  });
});
