// The modules that come with a page: which they are, by which names they import each other, and when a page is left as it was written.
import { describe, expect, test } from "vitest";
import { asPerson, mount, preview, type Visit, vendored } from "./support.ts";

type Files = Record<string, string>;
interface Given {
  modules: [string, string][];
  others: string[];
  imports: [string, string][];
  scopes?: Record<string, Record<string, string>>;
}

const module = (src: string) => `<!doctype html><head></head><body><script type="module" src="${src}"></script></body>`;
const open = async (files: Files, visit: Visit = {}, path = "/") =>
  (await preview(files)(path, { headers: asPerson, ...visit })).text();

/** What a page is given, and the rest of its text. */
async function given(
  files: Files,
  visit: Visit = {},
  path = "/",
): Promise<Given & { code(address: string): string; page: string }> {
  const page = await open(files, visit, path);
  const json = /\}\)\((\{"modules":.*?\})\);<\/script>/s.exec(page)?.[1] ?? expect.unreachable("The page has no modules.");
  const found: Given = JSON.parse(json);
  return {
    ...found,
    page,
    code: (address) => new Map(found.modules).get(address) ?? expect.unreachable(`${address} is not given.`),
  };
}

describe("a page is given", () => {
  const files: Files = {
    "index.html": module("src/main.tsx"),
    "src/main.tsx":
      'import { a } from "./a";\nimport "./style.css";\nimport data from "./data.json";\nimport("./lazy").then(a, data);\n',
    "src/a.ts": 'export { b as a } from "./b.js";\n',
    "src/b.js": 'import "./main.tsx";\nexport const b = "</script><!--";\n',
    "src/lazy.ts": 'export * from "react";\n',
    "src/style.css": "p { color: red }",
    "src/data.json": "{}",
    "src/not-reached.ts": "export {};\n",
  };

  test.each([false, true])("what its scripts reach, by names that work from anywhere (under a path: %s)", async (mounted) => {
    const at = mounted ? mount : "";
    const { modules, code, page } = await given(files, { mounted });
    expect(modules.map(([address]) => address).sort()).toEqual(
      ["a.ts", "b.js", "data.json?__edgewright-module", "lazy.ts", "main.tsx", "style.css?__edgewright-module"].map(
        (name) => `${at}/src/${name}`,
      ),
    );
    expect(code(`${at}/src/main.tsx`)).toContain(`import { a } from "app:${at}/src/a.ts";`);
    expect(code(`${at}/src/main.tsx`)).toContain(`import("app:${at}/src/lazy.ts")`);
    expect(code(`${at}/src/b.js`)).toContain(`import "app:${at}/src/main.tsx";\nexport const b = "</script><!--";`);
    expect(page).toContain(`data-edgewright-src="src/main.tsx">import "${at}/src/main.tsx";</script>`);
    expect(page.match(/<\/script><!--/g)).toBeNull();
  });

  test("libraries by their addresses, which the browser is told of before", async () => {
    const { others, page, code } = await given({
      "index.html": module("/a.js"),
      "a.js": 'import "react";\nimport("react-dom");',
    });
    expect(others).toEqual([vendored("react")]);
    // It shares React's file, and what passes on its names there comes with the page.
    expect(code(vendored("react-dom"))).toContain(`from "app:${vendored("react")}"`);
    expect(page).toContain(`<link rel="modulepreload" href="${vendored("react")}">`);
    expect(page).not.toContain(`href="${vendored("react-dom")}"`);
  });

  test("not what needs an address of its own, but what that imports", async () => {
    const { modules, others, code } = await given({
      "index.html": module("/main.js"),
      "main.js": 'import "./url.js"; import "./computed.js"; import "./env.js"; import "./broken.js";',
      "url.js": 'import "./below.js"; new Worker(new URL("./worker.js", import.meta.url));',
      "computed.js": "export const load = (name) => import(name);",
      "env.js": "console.log(import.meta.env.MODE, import.meta.hot);",
      "below.js": "export {};",
      "worker.js": "",
      "broken.js": "let = ;",
    });
    expect(modules.map(([address]) => address).sort()).toEqual(["/below.js", "/broken.js", "/env.js", "/main.js"]);
    expect(others.sort()).toEqual(["/computed.js", "/url.js"]);
    expect(code("/main.js")).toContain('import "app:/url.js"');
    expect(code("/broken.js")).toContain("broken.js:1:5");
  });

  test("what its own modules import, which stay in it", async () => {
    const { modules, page } = await given({
      "index.html": '<script type="module">import { a } from "./a.js"; a();</script>',
      "a.js": "export const a = () => {};",
    });
    expect(modules.map(([address]) => address)).toEqual(["/a.js"]);
    expect(page).toContain('<script type="module">import { a } from "/a.js"; a();</script>');
  });
});

describe("a page is left as it was written", () => {
  test.each([
    [
      "a policy of its own",
      { "index.html": `<meta http-equiv="Content-Security-Policy" content="script-src 'self'">${module("/a.js")}`, "a.js": "" },
    ],
    ["more than a page should carry", { "index.html": module("/a.js"), "a.js": `export default "${"x".repeat(1_100_000)}";` }],
    ["more files than it should carry", { "index.html": module("/a.js"), "a.js": "", "b.js": `"${"x".repeat(2_100_000)}"` }],
    ["no module", { "index.html": '<script src="/a.js"></script>', "a.js": "" }],
  ])("with %s", async (_, files) => {
    const page = await open(files);
    expect(page).toContain('src="/a.js"></script>');
    expect(page).toContain('<script type="importmap">{"imports":{"react":');
  });

  test("where an element says what its file must be", async () => {
    const { page } = await given({
      "index.html": `${module("/a.js")}<script type="module" src="/a.js" integrity="sha256-x"></script><script type="module" src="/a.js?v=1"></script>`,
      "a.js": "",
    });
    expect(page).toContain('src="/a.js" integrity="sha256-x"></script>');
    expect(page).toContain('<script type="module" src="/a.js?v=1"></script>');
  });
});

describe("a page's own import map", () => {
  const page = (map: unknown, more = "") =>
    `<!doctype html><head><script type="importmap">${JSON.stringify(map)}</script></head><body>${more}<script type="module" src="/main.js"></script></body>`;

  test("is merged with ours, its names first", async () => {
    const found = await given({
      "index.html": page({ imports: { vue: "https://unpkg.test/vue.js", "three/addons/": "https://unpkg.test/jsm/" } }),
      "main.js": 'import "vue";\nimport "three/addons/a.js";\nimport "react";',
    });
    expect(found.imports).toEqual(
      expect.arrayContaining([
        ["vue", "https://unpkg.test/vue.js"],
        ["three/addons/", "https://unpkg.test/jsm/"],
      ]),
    );
    expect(found.code("/main.js")).toBe(`import "vue";\nimport "three/addons/a.js";\nimport "app:${vendored("react")}";`);
    expect(found.page.match(/importmap/g)).toHaveLength(1);
  });

  test.each([false, true])("leads to the app's own files as one module (under a path: %s)", async (mounted) => {
    const at = mounted ? mount : "";
    const found = await given(
      {
        "index.html": page(
          { imports: { tools: "./src/tools.js", "lib/": "/lib/" } },
          '<script type="module">import "lib/b.js";</script>',
        ),
        "main.js": 'import "tools";\nimport "lib/a.js";',
        "src/tools.js": "",
        "lib/a.js": "",
        "lib/b.js": "",
      },
      { mounted },
    );
    expect(found.modules.map(([address]) => address).sort()).toEqual(
      ["lib/a.js", "lib/b.js", "main.js", "src/tools.js"].map((name) => `${at}/${name}`),
    );
    expect(found.code(`${at}/main.js`)).toBe(`import "app:${at}/src/tools.js";\nimport "app:${at}/lib/a.js";`);
    expect(found.imports).toEqual(
      expect.arrayContaining([
        ["tools", `${at}/src/tools.js`],
        ["lib/", `${at}/lib/`],
      ]),
    );
  });

  test("scopes count for those who import", async () => {
    const { code, scopes } = await given({
      "index.html": page({ imports: { a: "https://cdn.test/new.js" }, scopes: { "/old/": { a: "https://cdn.test/old.js" } } }),
      "main.js": 'import "a";\nimport "./old/b.js";',
      "old/b.js": 'import "a";',
    });
    expect(code("/main.js")).toContain('import "a";');
    expect(code("/old/b.js")).toBe('import "https://cdn.test/old.js";');
    expect(scopes).toEqual({ "/old/": { a: "https://cdn.test/old.js" } });
  });

  test("with a React of its own gets JSX for that one; half a React is ours as a whole", async () => {
    const files = (imports: Record<string, string>) => ({
      "index.html": page({ imports }),
      "main.js": 'import { createRoot } from "react-dom/client";\ncreateRoot(document.body).render(<b>x</b>);',
    });
    const whole = await given(files({ react: "https://esm.test/react", "react-dom/": "https://esm.test/react-dom/" }));
    expect(whole.code("/main.js")).toContain('from "react-dom/client"');
    expect(whole.imports).toEqual(expect.arrayContaining([["react/jsx-runtime", "/__edgewright/jsx-runtime.js"]]));
    expect(whole.code("/__edgewright/jsx-runtime.js")).toContain('from "react"');
    expect(whole.imports.some(([, place]) => place.includes("/vendor/react"))).toBe(false);
    const half = await given(files({ react: "https://esm.test/react" }));
    expect(half.imports).toEqual(expect.arrayContaining([["react", vendored("react")]]));
    expect(half.code("/main.js")).toContain(`from "app:${vendored("react-dom/client")}"`);
  });

  test("that cannot be read is left for the browser to report", async () => {
    const text = '<script type="importmap">{</script>';
    expect(await open({ "index.html": `<head>${text}</head>` })).toContain(text);
  });
});
