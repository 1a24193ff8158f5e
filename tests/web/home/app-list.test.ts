// The list of apps on the first screen: all can be reached and found, and what is being built is looked at until it is done.
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { App } from "../../../src/protocol/resources.ts";
import { openAppList } from "../../../src/web/home/app-list.ts";

const at = (index: number) => new Date(Date.UTC(2026, 0, 1) - index * 1000).toISOString();
const appOf = (index: number): App => ({
  ...{ id: `a${index}`, name: `App number ${index}`, description: "", model: "", status: "ready", current_version: 1 },
  ...{ does_not_load: false, public_values: {}, preview_url: null, created_at: at(index), updated_at: at(index) },
});

/** An API that pages as ours does. */
function server(count: number) {
  const apps = Array.from({ length: count }, (_, index) => appOf(index));
  const asked: (string | undefined)[] = [];
  const list = async (cursor?: string, limit = "30") => {
    asked.push(cursor);
    const start = Number(cursor ?? 0);
    const end = start + Number(limit);
    return { apps: apps.slice(start, end), next_cursor: end < apps.length ? String(end) : null };
  };
  return { apps, asked, list };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("every app can be paged to, once", async () => {
  const { apps, list } = server(75);
  const opened = openAppList(list);
  await opened.refresh();
  const counts = [opened.apps.value?.length];
  while (opened.hasMore.value) {
    await opened.more();
    counts.push(opened.apps.value?.length);
  }
  expect(counts).toEqual([30, 60, 75]);
  expect(opened.apps.value).toEqual(apps);
});

test("a search finds apps that were not paged to, whatever the case of the letters", async () => {
  const opened = openAppList(server(450).list);
  await opened.refresh();
  await opened.search("NUMBER 44");
  expect(opened.shown.value.map(({ name }) => name)).toEqual([
    "App number 44",
    ...Array.from({ length: 10 }, (_, index) => `App number ${440 + index}`),
  ]);
  await opened.search("");
  expect(opened.shown.value).toHaveLength(450);
});

test("while an app is being built the list is read again, and not when none is", async () => {
  const { apps, asked, list } = server(40);
  apps[2] = { ...appOf(2), status: "generating" };
  const opened = openAppList(list);
  await opened.refresh();
  await opened.more();
  await vi.advanceTimersByTimeAsync(10_000);
  const looks = asked.length;
  expect(looks).toBeGreaterThan(3);
  apps[2] = { ...appOf(2), name: "Made" };
  apps.splice(5, 1);
  apps.unshift({ ...appOf(-1), name: "Made meanwhile" });
  await vi.advanceTimersByTimeAsync(4_000);
  expect(opened.apps.value).toEqual(apps);
  const after = asked.length;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(asked.length).toBe(after);
});

test("a list that is closed asks no more; one that failed says so and goes on when it can", async () => {
  const { apps, asked, list } = server(3);
  apps[0] = { ...appOf(0), status: "generating" };
  let away = false;
  const opened = openAppList((cursor, limit) => (away ? Promise.reject(new Error("away")) : list(cursor, limit)));
  await opened.refresh();
  away = true;
  await vi.advanceTimersByTimeAsync(3_000);
  expect(opened.failed.value).toBeInstanceOf(Error);
  expect(opened.apps.value).toHaveLength(3);
  away = false;
  await vi.advanceTimersByTimeAsync(3_000);
  expect(opened.failed.value).toBeNull();
  opened.close();
  const after = asked.length;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(asked.length).toBe(after);
});
