// `npm start` as a person meets it: ready when it says so, clear when it cannot, and gone when it is stopped.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, onTestFinished, test } from "vitest";
import { answers, type RunningServer, startServer } from "../../scripts/lib/server.ts";
import type { ServerSettings } from "../../scripts/lib/server-settings.ts";
import { root, toolEnvironment } from "../../scripts/lib/wrangler.ts";

let server: RunningServer;
beforeEach(async () => {
  server = await startServer({ variables });
});
afterEach(() => server.stop());

const secret = "sk-or-very-secret";
const variables = { OPENROUTER_API_KEY: secret };

/** Files of `folder` (names as `pattern` says) that hold the secret. A process may end while we look at it. */
function holdSecret(folder: string, pattern: RegExp, name = ""): string[] {
  const entries = existsSync(folder) ? readdirSync(folder).filter((entry) => pattern.test(entry)) : [];
  return entries.filter((entry) => {
    const path = join(folder, entry, name);
    return existsSync(path) && readFileSync(path, "utf8").includes(secret);
  });
}
const variableFiles = () => holdSecret(join(root, ".wrangler/edgewright"), /\.env$/);

test("it says what it does and where it is, keeps secrets and wrangler's tools to itself, and leaves nothing behind", async () => {
  await expect.poll(server.log).toContain(`Edgewright is running: ${server.url}`);
  expect(server.log()).toMatch(/^Bringing the database in .* up to date …\nBuilding, and starting the server …\n/);
  expect(variableFiles()).toHaveLength(1);
  expect(server.log()).not.toContain(secret);
  expect(holdSecret("/proc", /^\d+$/, "cmdline")).toEqual([]);
  for (const path of ["/cdn-cgi/local/explorer", "/cdn-cgi/local/explorer/api/d1/database", "/cdn-cgi/explorer/"]) {
    expect([path, (await fetch(`${server.url}${path}`)).status]).toEqual([path, 404]);
  }

  const second = spawnSync("npm", ["start", "--silent", "--", "--port", String(server.port)], { cwd: root, encoding: "utf8" });
  expect([second.status, second.stderr]).toEqual([1, expect.stringContaining(`Port ${server.port} is in use.`)]);
  const late = startOnTakenPort(server.port);
  expect([late.status, late.stderr]).toEqual([1, expect.stringContaining("Address already in use")]);

  await server.endNpm("SIGTERM");
  expect(await answers(server.url)).toBe(false);
  expect(variableFiles()).toEqual([]);
});

/** As when another program takes the port after `npm start` has looked. */
function startOnTakenPort(port: number) {
  const folder = mkdtempSync(join(tmpdir(), "edgewright-taken-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const variables = join(folder, "none.env");
  writeFileSync(variables, "");
  const places = {
    config: join(root, "wrangler.toml"),
    variables,
    persistTo: join(folder, "state"),
    registry: join(folder, "registry"),
  };
  const settings: ServerSettings = { ...places, ip: "localhost", port, inspectorPort: null };
  const script = join(root, "scripts/dev-server.ts");
  return spawnSync(process.execPath, [script, JSON.stringify(settings)], { cwd: root, encoding: "utf8", env: toolEnvironment() });
}

test("killed, with its group or npm's process alone, nothing of it serves on; it starts again on the same data", async () => {
  const { persistTo, port } = server;
  await server.crash();
  expect(await answers(server.url)).toBe(false);
  const again = await startServer({ persistTo, port, variables });
  onTestFinished(again.stop);
  expect(await answers(again.url)).toBe(true);
  expect(variableFiles()).not.toEqual([]);
  await again.endNpm("SIGKILL");
  expect(await answers(again.url)).toBe(false);
  expect(variableFiles()).toEqual([]);
});
