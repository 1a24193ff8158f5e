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

  test("Next's folders are routes", () => {
    const page = madePage(
      filesOf("app/page.tsx", "app/layout.tsx", "app/(shop)/items/[id]/page.tsx", "app/docs/[...all]/page.jsx", "pages/api/x.ts"),
    );
    const layout = '[() => import("/app/layout.tsx")], false]';
    expect(page).toContain(
      `const routes = [["", () => import("/app/page.tsx"), ${layout}, ["items/[id]", () => import("/app/(shop)/items/[id]/page.tsx"), ${layout}, ["docs/[...all]", () => import("/app/docs/[...all]/page.jsx"), ${layout}];`,
    );
    const older = madePage(filesOf("pages/index.js", "pages/_app.js", "pages/posts/[slug].js"));
    expect(older).toContain('["posts/[slug]", () => import("/pages/posts/[slug].js"), [() => import("/pages/_app.js")], true]');
  });

  test("an app for Next has no errors, and what its files import in vain is told", () => {
    const app = new Map([
      [
        "app/layout.tsx",
        'import { Inter } from "next/font/google";\nimport "./globals.css";\nconst inter = Inter({ subsets: ["latin"] });\nexport default ({ children }: any) => <html><body className={inter.className}>{children}</body></html>;\n',
      ],
      ["app/globals.css", "body { margin: 0 }"],
      [
        "app/page.tsx",
        '"use client"\nimport Link from "next/link"\nimport { useRouter, usePathname } from "next/navigation"\nimport { gone } from "@/lib/gone"\nexport default function Page() { const router = useRouter(); return <Link href="/x" onClick={() => router.push(usePathname())}>{gone}</Link> }\n',
      ],
    ]);
    const reader = {
      read: (path: string) => app.get(path),
      has: (path: string) => app.has(path),
      list: () => [...app.keys()].map((path) => ({ path })),
    };
    const errors = checkApp(reader).filter(({ path }) => path !== "index.html");
    expect(errors).toMatchObject([{ path: "app/page.tsx", line: 4, message: expect.stringContaining("src/lib/gone") }]);
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
