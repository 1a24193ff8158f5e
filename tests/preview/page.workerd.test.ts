// HTML on its way to the browser: what is put in, what is rewritten, and that the rest stays as written.
import { describe, expect, test } from "vitest";
import { builtModule } from "../../src/libraries/built.ts";
import { asPerson, mount, preview, type Visit } from "./support.ts";

async function page(html: string, files: Record<string, string> = {}, visit: Visit = {}): Promise<string> {
  return (await preview({ "index.html": html, ...files })("/", visit)).text();
}

/** The page without what is put in at the start. */
function written(html: string): string {
  const end = '"}}</script>';
  return html.slice(html.indexOf(end) + end.length);
}

test("a few stylesheets that import each other again and again are put together within a budget", async () => {
  const html = '<!doctype html><html><head><link rel="stylesheet" href="c0.css"></head><body></body></html>';
  const levels = [0, 1, 2, 3, 4];
  const files = levels.map((level) => [`c${level}.css`, `@import "./c${level + 1}.css";\n`.repeat(8)]);
  const result = await page(html, {
    ...Object.fromEntries(files),
    "c5.css": `@import "tailwindcss";\n${".x { color: red }\n".repeat(50)}`,
  });
  expect(result.length).toBeLessThan(1_000_000);
});

describe("a page", () => {
  test.each([
    ["<!doctype html><html><head><title>A</title></head><body>B</body></html>", "<!doctype html><html><head><script>"],
    ["<!doctype html><html><body>B</body></html>", "<!doctype html><html><script>"],
    ["<!doctype html>\n<p>B", "<!doctype html><script>"],
    ["<p>B", "<script>"],
    ["<!-- <head> --><p>B", "<script>"],
  ])("%j starts with storage, bridge and import map", async (html, start) => {
    const result = await page(html);
    expect(result.startsWith(start)).toBe(true);
    expect(result.indexOf("edgewright-preview")).toBeLessThan(result.indexOf('<script type="importmap">'));
    expect(result).toContain(`"react":"/__edgewright/vendor/${builtModule("react")?.file}"`);
    expect(result.match(/importmap/g)).toHaveLength(1);
  });

  test("stays as written otherwise", async () => {
    const rest =
      "<title>A &amp; B</title></head><BODY  class=x><a href=/about>ü</a><script>if (a < b && c) {}</script><!-- c --><br></BODY></html>";
    expect(written(await page(`<html><head>${rest}`))).toBe(rest);
    const styles = "<style>p > a { color: red }</style><link rel=stylesheet href=a.css></head></html>";
    expect(written(await page(`<html><head>${styles}`, { "a.css": "p {}" }))).toBe(styles);
  });

  test("has the imports of its inline modules led to the files", async () => {
    const html = '<head></head><script type="module">import { a } from "./a";\nimport "react"; if (1 < 2) a("</p>");</script>';
    expect(await page(html, { "a.ts": "" })).toContain(
      'import { a } from "/a.ts";\nimport "/__edgewright/vendor/REACT"; if (1 < 2) a("</p>");</script>'.replace(
        "REACT",
        builtModule("react")?.file ?? "",
      ),
    );
    expect(await page('<script type="module">let = ;</script>')).toContain('<script type="module">let = ;</script>');
  });
});

describe("Tailwind", () => {
  /** The text of all style elements of the page. */
  const stylesOf = (html: string) => [...html.matchAll(/<style>([\s\S]*?)<\/style>/g)].map(([, css]) => css ?? "");

  test("a linked stylesheet for it is plain CSS in the page, with what it imports and what the sources use", async () => {
    const result = await page('<head><link rel="stylesheet" href="/src/a.css"></head><p class="mt-[7px] text-brand"></p>', {
      "src/a.css":
        '@import url(https://fonts.test/css2?family=A:wght@400;700);\n@import "tailwindcss";\n@import "./b.css" layer(base) screen;\n@theme { --color-brand: #123456; }',
      "src/b.css": "b { background: url(c.png) } /* </style> */",
      "src/c.png": "",
      "src/App.tsx": "export const App = () => <div className='hover:underline' />;",
    });
    const [remote, css = ""] = stylesOf(written(result));
    expect(remote).toBe("@import url(https://fonts.test/css2?family=A:wght@400;700);");
    expect(css).toContain("--color-brand: #123456");
    for (const rule of [".mt-\\[7px\\]", ".text-brand", ".hover\\:underline", "url(/src/c.png)"]) expect(css).toContain(rule);
    expect(css).not.toMatch(/@(import|theme|tailwind|apply)\b/);
    expect(result).not.toContain("<link");
    expect(result).not.toContain("text/tailwindcss");
  });

  test("a style element that only uses it knows what the app's stylesheet declares", async () => {
    const html = "<head><style>p { @apply font-bold text-brand; }</style><style>b { color: red }</style></head>";
    const [first, second] = stylesOf(
      written(await page(html, { "a.css": '@import "tailwindcss"; @theme { --color-brand: #123; }' })),
    );
    expect(first).toContain("color: var(--color-brand, #123)");
    expect(first).toContain("font-weight");
    expect(first).not.toContain("box-sizing");
    expect(second).toBe("b { color: red }");
  });

  test("the public script is replaced by what it would make", async () => {
    const html =
      '<head><script src="https://cdn.tailwindcss.com?plugins=forms,typography"></script><script>tailwind.config = { darkMode: "class", theme: { extend: { colors: { sea: "#0af" } } } }</script>' +
      '<style type="text/tailwindcss">.card { @apply bg-sea; }</style></head><body class="dark:text-sea prose"></body>';
    const result = await page(html);
    expect(result).not.toContain("cdn.tailwindcss.com");
    expect(result).toContain("<script>window.tailwind =");
    const [css = ""] = stylesOf(written(result));
    expect(css).toMatch(/\.card \{\s*background-color: #0af/);
    expect(css).toContain(".dark\\:text-sea:is(.dark *)");
    expect(css).toContain(".prose");
    expect(css).toContain("[type='text']");
  });

  test("files that import each other are put in once", async () => {
    const result = await page('<link rel="stylesheet" href="a.css">', {
      "a.css": '@import "tailwindcss"; @import "b.css"; a { top: 0 }',
      "b.css": '@import "a.css"; b { left: 0 }',
    });
    expect(result.match(/left: 0/g)).toHaveLength(1);
  });
});

describe("shown at another path than its own", () => {
  const html =
    '<head><link rel="stylesheet" href="css/a.css"><script src="./main.js?v=1"></script></head><body><img src="../up.png" srcset="a.png 1x,b.png 2x">' +
    '<a href="#part"></a><a href="?page=2"></a><a href="mailto:a@b.c"></a><a href="/root"></a><a href="//other.test/x"></a><p style="background:url(a.png)"></p></body>';

  test("its relative addresses lead to where its file lies; what is relative to the page itself stays", async () => {
    const files = { "index.html": html, "css/a.css": "p {}", "a.png": "" };
    const result = written(await (await preview(files)("/shop/items/7", { headers: asPerson })).text());
    expect(result).toContain('<link rel="stylesheet" href="/css/a.css"><script src="/main.js?v=1">');
    expect(result).toContain('<img src="/up.png" srcset="/a.png 1x,/b.png 2x">');
    expect(result).toContain(
      '<a href="#part"></a><a href="?page=2"></a><a href="mailto:a@b.c"></a><a href="/root"></a><a href="//other.test/x">',
    );
    expect(result).toContain('style="background:url(/a.png)"');
    const inMount = written(await (await preview(files)("/shop/a%2Fb", { headers: asPerson, mounted: true })).text());
    expect(inMount).toContain(`<script src="${mount}/main.js?v=1">`);
    expect(inMount).toContain(`srcset="${mount}/a.png 1x,${mount}/b.png 2x"`);
  });

  test("a base of its own says more than we do", async () => {
    const based = preview({ "index.html": `<base href="/">${html}` });
    expect(await (await based("/shop/items/7", { headers: asPerson })).text()).toContain('src="./main.js?v=1"');
    expect(await (await based("/shop/items/7", { headers: asPerson, mounted: true })).text()).toContain(
      `<base href="${mount}/">`,
    );
  });

  test("where it belongs, nothing is touched", async () => {
    expect(written(await page(html))).toContain('src="./main.js?v=1"');
  });
});

describe("under a path", () => {
  test("our own scripts are sent as they are, where a page has no head too", async () => {
    for (const html of ["<p>B", "<!doctype html><p>B", "<head></head><p>B"]) {
      const result = await page(`${html}<script>location.href</script>`, {}, { mounted: true });
      expect(result).toContain("const here = window.location;");
      expect(result).toContain("<script>__edgewright.location.href</script>");
    }
  });

  test("lists of images and refreshes are read as browsers do", async () => {
    const html =
      '<meta http-equiv="Refresh" content="0; URL=\'/next\'"><img srcset=" /a,b.png 1x , data:image/png;base64,AA== 2x, /c.png"><img srcset="/d.png, /e.png 2x">';
    const result = written(await page(html, {}, { mounted: true }));
    expect(result).toContain(`content="0; URL='${mount}/next'"`);
    expect(result).toContain(`srcset=" ${mount}/a,b.png 1x , data:image/png;base64,AA== 2x, ${mount}/c.png"`);
    expect(result).toContain(`srcset="${mount}/d.png, ${mount}/e.png 2x"`);
  });

  test("root-relative addresses lead there, others stay", async () => {
    const html =
      '<html><head></head><body><a href="/about?x=1#y">A</a><a href="//other.test/">B</a><a href="#c">C</a><a href="d.html">D</a><a href="https://e.test/">E</a>' +
      '<img src="/a.png" srcset="/a.png 1x, /b.png 2x, c.png 3x"><form action="/go"></form><p style="background:url(/a.png)">x</p></body></html>';
    const result = written(await page(html, {}, { mounted: true }));
    // Routers look for links as they are written; they are led when they are followed.
    expect(result).toContain('<a href="/about?x=1#y">');
    expect(result).toContain('<a href="//other.test/">B</a><a href="#c">C</a><a href="d.html">D</a><a href="https://e.test/">');
    expect(result).toContain(`srcset="${mount}/a.png 1x, ${mount}/b.png 2x, c.png 3x"`);
    expect(result).toContain(`<form action="${mount}/go">`);
    expect(result).toContain(`style="background:url(${mount}/a.png)"`);
  });

  test("scripts, stylesheets and what scripts write lead there, too", async () => {
    const html = '<html><head><link rel="stylesheet" href="/a.css"><style>p { background: url("/x.png") }</style></head></html>';
    const result = await page(html, { "a.css": "@import 'tailwindcss';" }, { mounted: true });
    expect(result).toContain(`const mount = "${mount}";`);
    expect(result).toContain(`url("${mount}/x.png")`);
    expect(result).toContain(`"react":"${mount}/__edgewright/vendor/`);
    expect(result).toContain("<style>/*! tailwindcss");
  });
});
