// Failures for want of a server end when the server is back, and not before.
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { reachable } from "../../../src/web/requests/reach.ts";
import { listApps } from "../../../src/web/server/api.ts";

const server = { away: true, asked: [] as string[] };

beforeEach(() => {
  vi.useFakeTimers();
  Object.assign(server, { away: true, asked: [] });
  vi.stubGlobal("navigator", { onLine: true });
  vi.stubGlobal("fetch", async (input: RequestInfo | URL) => {
    server.asked.push(new URL(String(input), "http://server").pathname);
    if (server.away) throw new TypeError("Failed to fetch");
    return Response.json({ apps: [], next_cursor: null });
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("a server that does not answer is looked for until it does, more and more seldom", async () => {
  const listed = listApps().catch((error: unknown) => error);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(await listed).toMatchObject({ code: "unreachable", status: 0 });
  expect(reachable.value).toBe(false);

  server.asked = [];
  await vi.advanceTimersByTimeAsync(60_000);
  const looks = server.asked.filter((path) => path === "/api/health").length;
  expect(looks).toBeGreaterThanOrEqual(5);
  expect(looks).toBeLessThanOrEqual(8);
  expect(reachable.value).toBe(false);

  server.away = false;
  await vi.advanceTimersByTimeAsync(15_000);
  expect(reachable.value).toBe(true);
  server.asked = [];
  await vi.advanceTimersByTimeAsync(60_000);
  expect(server.asked).toEqual([]);
});

test("any answer counts: what was asked for by hand meanwhile ends the search", async () => {
  const listed = listApps().catch((error: unknown) => error);
  await vi.advanceTimersByTimeAsync(2_000);
  await listed;
  expect(reachable.value).toBe(false);
  server.away = false;
  await listApps();
  expect(reachable.value).toBe(true);
});
