// Libraries that a run finds at the CDN: part of its record, so that an attempt that goes on has the same ones, and looked for again before it ends.
import { afterAll, beforeAll, expect, test } from "vitest";
import { librarySource } from "../../src/libraries/cdn/finder.ts";
import { newSurroundings } from "../../src/libraries/cdn/resolver.ts";
import { run } from "../../src/orchestrator/run.ts";
import { type LibraryCdn, startLibraryCdn } from "../fakes/library-cdn.ts";
import { call, done, ending, finish, harness, html, type Script, scripted, write } from "./harness.ts";

let cdn: LibraryCdn;
beforeAll(async () => {
  cdn = await startLibraryCdn();
});
afterAll(() => cdn.close());

const publish = (name: string, version: string, more = {}) =>
  cdn.publish({ name, version, files: { "": "export const fine = 1;" }, ...more });

const page = html.replace("<p>x</p>", '<script type="module" src="/main.js"></script>');
const importing = (name: string) => `import { fine } from "${name}";\nconsole.log(fine);\n`;
const libraries = (now: () => number = Date.now, resolved = {}) => ({
  source: librarySource(cdn.url, newSurroundings(fetch, now)),
  resolved,
});

const wrote = (name: string): Script => [...write(0, "index.html", page), ...write(1, "main.js", importing(name)), finish()];

test("an attempt that goes on has the libraries of the rounds before it, whatever was published meanwhile", async () => {
  publish("kept-lib", "1.0.0");
  let nowMs = 0;
  const { model } = scripted([wrote("kept-lib"), [...call(0, "list_files", {}), finish()], done]);
  const first = harness([model], { libraries: libraries(), sliceMs: 0.1, now: () => nowMs++ });
  expect((await run(first.input)).type).toBe("pause");
  publish("kept-lib", "2.0.0");
  const asked = cdn.requests.length;
  const second = harness([model], { libraries: libraries(), checkpoints: first.checkpoints });
  const { status, libraries: held } = await ending(second.input);
  expect([status, held["kept-lib"]?.version]).toEqual(["completed", "1.0.0"]);
  expect(cdn.requests.length).toBe(asked);
  expect(second.checkpoints.some((text) => text.includes("kept-lib@"))).toBe(false);
});

test("what could not be had is looked for again when the model finishes", async () => {
  publish("late-lib", "1.0.0", { status: 503 });
  let nowMs = 0;
  const { model, requests } = scripted([wrote("late-lib"), done]);
  const { input, events } = harness([model], {
    libraries: libraries(() => nowMs),
    drained: () => {
      if (requests.length === 2) {
        publish("late-lib", "1.0.0", { status: undefined });
        nowMs = 120_000;
      }
      return null;
    },
  });
  const { status, libraries: held } = await ending(input);
  expect(JSON.stringify(requests[1]?.conversation)).toContain("it answered with status 503");
  expect([status, held["late-lib"]?.version]).toEqual(["completed", "1.0.0"]);
  expect(events.filter(({ type }) => type === "notice")).toEqual([]);
});

test("a library's stylesheet is looked for like its code", async () => {
  publish("styled-lib", "1.0.0", { files: { "": "export const fine = 1;", "/x.css": "b {}" } });
  const main = `import "styled-lib/x.css";\n${importing("styled-lib")}`;
  const { model } = scripted([[...write(0, "index.html", page), ...write(1, "main.js", main), finish()], done]);
  const { libraries: held } = await ending(harness([model], { libraries: libraries() }).input);
  expect(Object.keys(held).sort()).toEqual(["styled-lib", "styled-lib/x.css"]);
});

test("names that a library does not export are told, from what the CDN sent", async () => {
  publish("named-lib", "1.0.0");
  const { model, requests } = scripted([
    [...write(0, "index.html", page), ...write(1, "main.js", 'import { wrong } from "named-lib";\nwrong();\n'), finish()],
    [...write(0, "main.js", importing("named-lib")), finish()],
    done,
  ]);
  const { input } = harness([model], { libraries: libraries() });
  expect((await ending(input)).status).toBe("completed");
  expect(JSON.stringify(requests[1]?.conversation)).toContain("named-lib does not export wrong");
});

test("without a CDN nothing is asked, and the model is told that the package is not available", async () => {
  publish("cut-off", "1.0.0");
  const { model, requests } = scripted([wrote("cut-off"), [...write(0, "main.js", "1;\n"), finish()], done]);
  const before = cdn.requests.length;
  const source = librarySource("", newSurroundings(fetch, Date.now));
  const { input } = harness([model], { libraries: { source, resolved: {} } });
  expect((await ending(input)).status).toBe("completed");
  expect(cdn.requests.length).toBe(before);
  expect(JSON.stringify(requests[1]?.conversation)).toContain('The package \\"cut-off\\" is not available');
});
