// `npm start` as a person meets it: ready when it says so, clear when it cannot, and gone when it is stopped.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, onTestFinished, test } from "vitest";
import { answers, type RunningServer, startServer } from "../../scripts/lib/server.ts";
import { root } from "../../scripts/lib/wrangler.ts";

let server: RunningServer;
beforeEach(async () => {
  server = await startServer({ variables: { OPENROUTER_API_KEY: secret } });
});
afterEach(() => server.stop());

const secret = "sk-or-very-secret";

/** Files of `folder` (names as `pattern` says) that hold the secret. A process may end while we look at it. */
function holdSecret(folder: string, pattern: RegExp, name = ""): string[] {
  const entries = existsSync(folder) ? readdirSync(folder).filter((entry) => pattern.test(entry)) : [];
  return entries.filter((entry) => {
    const path = join(folder, entry, name);
    return existsSync(path) && readFileSync(path, "utf8").includes(secret);
  });
}
const variableFiles = () => holdSecret(join(root, ".wrangler/edgewright"), /\.env$/);

test("it says where it is, keeps secrets to itself, refuses a second one on the port, and leaves nothing behind", async () => {
  await expect.poll(server.log).toContain(`Edgewright is running: ${server.url}`);
  expect(variableFiles()).toHaveLength(1);
  expect(server.log()).not.toContain(secret);
  expect(holdSecret("/proc", /^\d+$/, "cmdline")).toEqual([]);
  const second = spawnSync("npm", ["start", "--silent", "--", "--port", String(server.port)], { cwd: root, encoding: "utf8" });
  expect([second.status, second.stderr]).toEqual([1, expect.stringContaining(`Port ${server.port} is in use.`)]);
  await server.stop();
  expect(await answers(server.url)).toBe(false);
  expect(variableFiles()).toEqual([]);
});

test("killed with its group, nothing of it serves on, and it starts again on the same data", async () => {
  const { persistTo, port } = server;
  await server.crash();
  expect(await answers(server.url)).toBe(false);
  const again = await startServer({ persistTo, port });
  onTestFinished(again.stop);
  expect(await answers(again.url)).toBe(true);
});
