import { describe, expect, test } from "vitest";
import { checkApp } from "../../src/workspace/checks.ts";
import { completedPage, entryFile, hasEntry, madePage } from "../../src/workspace/entry.ts";

const filesOf = (...paths: string[]) => ({
  has: (path: string) => paths.includes(path),
  list: () => paths.map((path) => ({ path })),
});

describe("the page for an app without one", () => {
  test.each([
    [["src/main.tsx", "src/App.tsx"], 'src="/src/main.tsx"'],
    [["src/index.js", "src/App.js"], 'src="/src/index.js"'],
    [["App.tsx", "lib/a.ts"], 'import App from "/App.tsx"'],
    [["src/App.jsx", "src/index.css"], 'import "/src/index.css"'],
    [["components/planner.tsx"], 'import App from "/components/planner.tsx"'],
    [["game.jsx"], '@import "tailwindcss"'],
  ])("%j is opened", (paths, expected) => {
    expect(madePage(filesOf(...paths))).toContain(expected);
    expect(hasEntry(filesOf(...paths))).toBe(true);
  });

  test("nothing says what to open", () => {
    expect(hasEntry(filesOf("a.tsx", "b.tsx"))).toBe(false);
    expect(hasEntry(filesOf("readme.md", "style.css"))).toBe(false);
  });

  test("loads by the checks' own rules", () => {
    const files = new Map([["App.tsx", 'import { sum } from "./sum";\nexport default () => <p>{sum}</p>;\n']]);
    const reader = { read: (path: string) => files.get(path), has: (path: string) => files.has(path) };
    expect(checkApp(reader).filter(({ severity }) => severity === "error")).toMatchObject([{ path: "App.tsx", line: 1 }]);
  });
});

describe("a written page", () => {
  const page =
    '<!doctype html>\n<head><link rel="icon" href="%PUBLIC_URL%/icon.svg"></head>\n<body><div id="root"></div>\n</body>\n';

  test("gets its folders and the script that a bundler would add, on the same lines", () => {
    const { has } = filesOf("public/index.html", "src/index.tsx");
    const completed = completedPage("public/index.html", page, has);
    expect(entryFile(has)).toBe("public/index.html");
    expect(completed).toContain('href="/icon.svg"');
    expect(completed.split("\n")[3]).toBe('<script type="module" src="/src/index.tsx"></script></body>');
  });

  test("stays as it is where it starts its own script, is no entry, or has no place for an app", () => {
    const { has } = filesOf("index.html", "src/main.ts");
    const own = '<div id="root"></div><script src="own.js"></script>';
    expect(completedPage("index.html", own, has)).toBe(own);
    expect(completedPage("about.html", page, has)).toBe(page);
    expect(completedPage("index.html", "<h1>Hello</h1>", has)).toBe("<h1>Hello</h1>");
  });
});
