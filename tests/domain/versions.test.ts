// Versions: paged through, restored whatever comes in between, compared, waited for.
import { describe, expect, test } from "vitest";
import { compareVersions, listFiles, readFile } from "../../src/domain/files.ts";
import { sendMessage } from "../../src/domain/messages.ts";
import { done, refuse } from "../../src/domain/result.ts";
import { listVersions, readVersion, restoreVersion, retryVersion } from "../../src/domain/versions.ts";
import { appOf, fakeWorld, onApp, type World } from "./world.ts";

async function threeVersions(): Promise<World> {
  const world = fakeWorld({ apps: [appOf("one", "ada")] });
  await world.put("one", { "index.html": "1\n", "old.js": "old" });
  await world.put("one", { "index.html": "2\n", "old.js": "old" });
  await world.put("one", { "index.html": "3\n", "new.js": "new" });
  return world;
}

const texts = async (world: World, ref: string) => {
  const listed = await listFiles(world, await onApp(world, "file.list"), ref, { contents: true });
  return listed.ok && listed.value.value.map(({ path, content }) => [path, content]);
};

describe("a restore", () => {
  const restore = async (world: World, ref: string, key: string | null = null) =>
    restoreVersion(world, await onApp(world, "version.restore"), ref, key);

  test("has the old version's files again, and says what that changes", async () => {
    const world = await threeVersions();
    const result = await restore(world, "1");
    expect(result).toMatchObject({
      ok: true,
      value: {
        number: 4,
        summary: "Restored version 1.",
        metadata: {
          files_changed: [
            { path: "index.html", change: "modified" },
            { path: "new.js", change: "deleted" },
            { path: "old.js", change: "added" },
          ],
        },
      },
    });
    expect(await texts(world, "4")).toEqual(await texts(world, "1"));
  });

  test("starts again from the newest version when another one came in between", async () => {
    const world = await threeVersions();
    let others = 3;
    world.beforeCommit = async () => void (others-- > 0 && (await world.put("one", { "theirs.js": String(others) })));
    expect(await restore(world, "1")).toMatchObject({ ok: true, value: { number: 7 } });
    expect(await texts(world, "latest")).toEqual(await texts(world, "1"));
  });

  test("gives up when others never stop, and keeps its key through all tries", async () => {
    const world = await threeVersions();
    let asked = 0;
    world.beforeCommit = async () => {
      asked += 1;
      await world.put("one", { "theirs.js": String(asked) });
    };
    expect(await restore(world, "1", "my key")).toMatchObject({ ok: false, problem: { code: "version_moved_on" } });
    expect(asked).toBe(5);
  });

  test("of what is newest changes nothing, of what has no files is refused, and tells what does not load", async () => {
    const world = await threeVersions();
    expect(await restore(world, "latest")).toMatchObject({ ok: false, problem: { code: "bad_request" } });
    expect(await restore(world, "9")).toMatchObject({ ok: false, problem: { code: "not_found" } });
    await world.put("one", {}, { number: null });
    expect(await restore(world, "one-4")).toMatchObject({ ok: false, problem: { message: "This version changed no files." } });
    const notice = (code: "does_not_load" | "waiting") => ({ code, message: "m" });
    const { metadata } = (await world.store.findVersion("one", "1"))?.version ?? {};
    if (!metadata) throw new Error("There is no version 1.");
    await world.put("one", { "a.js": "a" }, { metadata: { ...metadata, notices: [notice("waiting"), notice("does_not_load")] } });
    await world.put("one", { "b.js": "b" });
    await restore(world, "4");
    expect(world.committed.at(-1)?.notices).toEqual([notice("does_not_load")]);
  });
});

test("a list goes back page by page, and says when there is no more", async () => {
  const world = await threeVersions();
  const grant = await onApp(world, "version.list");
  const numbers = async (limit: number, before?: string) => {
    const listed = await listVersions(world, grant, { limit, before });
    return listed.ok && [listed.value.versions.map(({ number }) => number), listed.value.hasMore];
  };
  expect(await numbers(2)).toEqual([[3, 2], true]);
  expect(await numbers(2, "2")).toEqual([[1], false]);
  expect(await numbers(3)).toEqual([[3, 2, 1], false]);
  expect(await listVersions(world, grant, { limit: 2, before: "7" })).toMatchObject({ problem: { code: "not_found" } });
});

describe("a comparison", () => {
  test("is with the version before, or with the one that is named", async () => {
    const world = await threeVersions();
    const grant = await onApp(world, "file.compare");
    const compare = async (ref: string, against?: string) => {
      const result = await compareVersions(world, grant, ref, against);
      return result.ok
        ? [result.value.of, ...result.value.value.map(({ path, status }) => `${path} ${status}`)]
        : result.problem.code;
    };
    expect(await compare("1")).toEqual(["one-1.0", "index.html added", "old.js added"]);
    expect(await compare("2")).toEqual(["one-2.1", "index.html modified"]);
    expect(await compare("3", "1")).toEqual(["one-3.1", "index.html modified", "new.js added", "old.js deleted"]);
    expect(await compare("3", "3")).toEqual(["one-3.3"]);
    expect([await compare("9"), await compare("3", "9")]).toEqual(["not_found", "not_found"]);
  });

  test("and a file can be read by any spelling of its path", async () => {
    const world = await threeVersions();
    const grant = await onApp(world, "file.read");
    expect(await readFile(world, grant, "3", "./index.html")).toMatchObject({
      ok: true,
      value: { value: { type: "text", text: "3\n" } },
    });
    expect(await readFile(world, grant, "3", "../index.html")).toMatchObject({ ok: false, problem: { code: "not_found" } });
  });
});

describe("waiting for a run", () => {
  const send = async (world: World, waitSeconds: number | null) =>
    sendMessage(
      world,
      await onApp(world, "message.send"),
      { content: "go on", mode: "build" },
      { idempotencyKey: null, waitSeconds },
    );

  async function running(): Promise<World> {
    const world = await threeVersions();
    // The run ends while somebody waits for it.
    world.nextWatch = (versionId) => {
      const ends = () => {
        const entries = world.versions.get("one") ?? [];
        const ended = entries.map((entry) =>
          entry.version.id === versionId ? { ...entry, version: { ...entry.version, status: "completed" as const } } : entry,
        );
        world.versions.set("one", ended);
      };
      queueMicrotask(() => queueMicrotask(ends));
      return done("ended");
    };
    return world;
  }

  test("answers it as it was submitted where nobody waits, and as it ended where somebody does", async () => {
    const world = await running();
    expect(await send(world, null)).toMatchObject({ ok: true, value: { waited: false, version: { status: "pending" } } });
    expect(await send(world, 30)).toMatchObject({ ok: true, value: { waited: true, version: { status: "completed" } } });
    expect(world.watching).toBe(0);
  });

  test("is no condition of sending: without room for one more viewer the run is on its way all the same", async () => {
    const world = await threeVersions();
    world.nextWatch = () => refuse("too_many_viewers", "Too many viewers are following this app.");
    expect(await send(world, 30)).toMatchObject({ ok: true, value: { waited: false, version: { status: "pending" } } });
    await world.put("one", {}, { status: "in_progress", number: null });
    const grant = await onApp(world, "version.read");
    expect(await readVersion(world, grant, "one-5", 30)).toMatchObject({ ok: false, problem: { code: "too_many_viewers" } });
    // What is over is answered without a look at the hub.
    expect(await readVersion(world, grant, "1", 30)).toMatchObject({ ok: true, value: { number: 1 } });
  });

  test("ends when the hub hangs up because the app was deleted, though its rows are still there", async () => {
    const world = await threeVersions();
    const answers = [done("hung_up" as const), refuse("not_found", "There is no such app.")];
    world.nextWatch = () => answers.shift() ?? done("ended");
    expect(await send(world, 30)).toMatchObject({ ok: false, problem: { code: "not_found" } });
    // The hub was only replaced: the version is answered as it is.
    world.nextWatch = () => done("hung_up");
    expect(await send(world, 30)).toMatchObject({ ok: true, value: { waited: true, version: { status: "pending" } } });
    expect(world.watching).toBe(0);
  });

  test("also after another try", async () => {
    const world = await running();
    const failed = await world.put("one", {}, { status: "failed", number: null });
    const grant = await onApp(world, "version.retry");
    const retry = (ref: string) => retryVersion(world, grant, ref, { idempotencyKey: null, waitSeconds: 30 });
    expect(await retry(failed.id)).toMatchObject({ ok: true, value: { waited: true, version: { status: "completed" } } });
    expect(await retry("1")).toMatchObject({ ok: false, problem: { code: "not_retryable" } });
  });
});
