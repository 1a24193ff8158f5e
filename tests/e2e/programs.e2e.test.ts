// What foreign programs meet, on a real server with the demo model: README's lines, pasted as they stand into a shell; and the OpenAPI document, of which
// a public generator makes types that a program compiles against and works with.
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import openapiTS, { type OpenAPI3 } from "openapi-typescript";
import { afterAll, beforeAll, expect, test } from "vitest";
import { root } from "../../scripts/lib/wrangler.ts";
import type { Version } from "../../src/protocol/resources.ts";
import type { SharedServer } from "../setup/servers.ts";
import { block, paste } from "./paste.ts";
import { sharedServer } from "./shared-server.ts";

let server: SharedServer;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "edgewright-programs-"));
  server = await sharedServer("demo");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("the lines of curl create, watch, read, change, compare and restore; then the script follows the log by WebSocket", async () => {
  const lines = block("The API with curl", "sh");
  expect(lines).toContain("URL=http://localhost:8787\n");
  const { output, errors, variables } = await paste(lines.replace("http://localhost:8787", server.url), folder);
  expect(errors).toBe("");
  expect(output).not.toContain('"error":{');
  expect(output).not.toContain('"status":"failed"');
  expect(variables).toMatchObject({
    URL: server.url,
    APP: expect.stringMatching(/^[a-z2-7]{26}$/),
    KEY: expect.stringMatching(/^ew_\w+$/),
  });
  // Each line did what it says.
  expect(output).toMatch(/retry: \d+\n/);
  expect(output).toMatch(/^event: version\.started$/m);
  expect(output).toContain(`{"version":{"id":"${variables.VERSION}","app_id":"${variables.APP}","number":1,"status":"completed"`);
  expect(output).toContain('"path":"src/App.tsx"');
  expect(output).toContain("export function App()");
  expect(output).toContain('"number":2,"status":"completed"');
  expect(output).toContain('"patch":"--- a/');
  expect(output).toContain('"number":3,"status":"completed","summary":"Restored version 1."');

  writeFileSync(join(folder, "watch.mjs"), block("Live progress over WebSocket", "js"));
  const { URL = "", APP = "", KEY = "" } = variables;
  const script = spawn(process.execPath, ["watch.mjs"], { cwd: folder, env: { PATH: process.env.PATH, URL, APP, KEY } });
  const watched = new Promise<string>((resolve, reject) => {
    let text = "";
    const take = (piece: Buffer) => {
      text += piece;
      if (text.match(/ version\.completed /g)?.length === 3) resolve(text);
    };
    script.stdout.on("data", take);
    script.stderr.on("data", take);
    script.once("close", () => reject(new Error(`The script ended: ${text}`)));
  });
  try {
    expect(await watched).toMatch(/^- hello/);
  } finally {
    script.kill();
  }
});

test("a generated client compiles, and drives create → follow → write a file → differences → restore", async () => {
  const program = join(root, "tests/e2e/client");
  const document = (await (await fetch(`${server.url}/api/openapi.json`)).json()) as OpenAPI3;
  expect(document.servers).toEqual([{ url: server.url, description: expect.any(String) }]);
  writeFileSync(join(program, "generated.ts"), await openapiTS(document));
  const compiled = spawnSync(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), "-p", program], {
    encoding: "utf8",
  });
  expect(compiled.stdout + compiled.stderr).toBe("");
  expect(compiled.status).toBe(0);

  const { travel } = (await import(join(program, "journey.ts"))) as {
    // Its own types are there only once they are generated.
    travel(url: string, prompt: string): Promise<{ events: string[]; patches: string[]; restored: Version; page: string }>;
  };
  const { events, patches, restored, page } = await travel(server.url, "a pomodoro timer with a task list");
  expect(events[0]).toBe("hello");
  expect(events).toContain("file.delta");
  expect(patches).toEqual([expect.stringContaining("+# To do")]);
  expect(restored).toMatchObject({ number: 3, status: "completed", metadata: { origin: "restore", restored_from: 1 } });
  expect(page).toMatch(/^<!doctype html>/i);
});
