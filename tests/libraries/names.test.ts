import { describe, expect, test } from "vitest";
import { type Libraries, vendored, withResolved } from "../../src/libraries/libraries.ts";
import { checkApp, checkFile } from "../../src/workspace/checks.ts";

const page = '<!doctype html><title>x</title><div id="root"></div><script type="module" src="/src/main.tsx"></script>';
const appOf = (main: string) =>
  new Map([
    ["index.html", page],
    ["src/main.tsx", main],
  ]);
const readerOf = (files: Map<string, string>) => ({
  read: (path: string) => files.get(path),
  has: (path: string) => files.has(path),
});
const told = (main: string, libraries?: Libraries) =>
  checkApp(readerOf(appOf(main)), libraries).map(({ line, severity, message }) => `${line} ${severity}: ${message}`);

describe("names that libraries do not export", () => {
  test.each([
    [
      'import { createRoot } from "react-dom";\ncreateRoot(document.body);',
      "1 error: react-dom does not export createRoot; react-dom/client does.",
    ],
    [
      'import React from "react";\nimport { useEffectt } from "react";\nuseEffectt(React);',
      "2 error: react does not export useEffectt",
    ],
    ['export { hydrate } from "react-dom";', "1 error: react-dom does not export hydrate"],
  ])("%s", (main, message) => {
    expect(told(main)).toEqual([expect.stringContaining(message)]);
    expect(checkFile("src/main.tsx", main, () => false)).toHaveLength(1);
  });

  test.each([
    'import React, { useState, type FC } from "react";\nuseState(React);',
    'import * as React from "react";\nReact.useState();',
    'import { createRoot } from "react-dom/client";\nimport { createPortal } from "react-dom";\ncreateRoot(createPortal);',
    'import type { Nothing } from "react";\nlet x: Nothing;',
    'const { whatever } = await import("react");\nwhatever();',
  ])("but not: %s", (main) => {
    expect(told(main)).toEqual([]);
  });
});

test("libraries that a version holds are there beside the vendored ones, and never in React's place", () => {
  const libraries = withResolved(vendored, {
    tiny: { version: "1.2.3", url: "https://cdn.test/tiny@1.2.3", integrity: "sha384-x", exports: ["tiny"] },
    vague: { version: "2.0.0", url: "https://cdn.test/vague@2.0.0" },
    react: { version: "1.0.0", url: "https://cdn.test/react" },
  });
  expect(libraries.find("tiny")).toEqual({
    specifier: "tiny",
    exports: new Set(["tiny"]),
    source: { kind: "cdn", url: "https://cdn.test/tiny@1.2.3", integrity: "sha384-x" },
  });
  expect(libraries.find("vague")?.exports).toBeNull();
  expect(libraries.find("react")).toEqual(vendored.find("react"));
  expect(libraries.find("constructor")).toBeNull();
  expect(told('import { tiny, other } from "tiny";\nimport { x } from "vague";\ntiny(other, x);', libraries)).toEqual([
    expect.stringMatching(/^1 error: tiny does not export other/),
  ]);
});

describe("what a package that is not there is told to be replaced with", () => {
  test.each([
    ["@headlessui/react", 'The package "@headlessui/react" is not available. Use "radix-ui", or write'],
    ["gsap/ScrollTrigger", 'Use "motion/react", or write'],
    ["recharst", 'Use "recharts", or write'],
    // Near in spelling, and something else.
    ["xlsx", 'The package "xlsx" is not available. Write the needed code'],
    ["bootstrap/dist/css/bootstrap.min.css", "is not available. Write the styles in the app's own CSS."],
    ["lucide-react/dynamic", 'Import from "lucide-react".'],
    ["react-icons/nothing", 'Import from "react-icons/fa" or "react-icons/fi" or "react-icons/md".'],
  ])("%s", (specifier, words) => {
    expect(told(`import * as all from "${specifier}";\nconsole.log(all);`)).toEqual([expect.stringContaining(words)]);
  });
});
