// Requests of a previewed app: what is answered, with which headers, and that nothing of the app's text gets out as markup of ours.
import { describe, expect, test } from "vitest";
import { builtModule, builtStyles } from "../../src/libraries/built.ts";
import { libraries } from "../../src/libraries/list.ts";
import { asPerson, mount, preview, vendor, vendored } from "./support.ts";

const app = preview({
  "index.html":
    '<!doctype html><html><head><title>A</title></head><body><script type="module" src="/src/main.tsx"></script></body></html>',
  "about.html": "<p>About</p>",
  "src/main.tsx":
    'import { App } from "./App";\nimport "./styles.css";\nimport data from "./data.json";\nimport logo from "/logo.svg";\nimport { useState } from "react";\nconsole.log(<App {...data} logo={logo} state={useState} />, import.meta.env.MODE);\n',
  "src/App.tsx": "export const App = (p: object): object => p;\n",
  "src/styles.css": "@import '/base.css';\np { color: red; background: url(pic.svg#x) }\n",
  "src/pic.svg": "<svg/>",
  "src/data.json": '{"items": [1], "default": 2, "a-b": 3}',
  "src/broken.tsx": "export default <b>\n",
  "src/lost.ts": 'import "./gone";\nimport _ from "underscore";\n_();\n',
  "src/broken.json": "{",
  "src/deep.ts": `export default ${"[".repeat(3_000)}${"]".repeat(3_000)};\n`,
  "src/bomb.ts": "async <T>(".repeat(16),
  "base.css": "p {}",
  "public/logo.svg": "<svg/>",
  "data.json": '{"public": true}',
  "notes.md": "# Notes",
  "it's (1).txt": "odd name",
});

describe("files", () => {
  test.each([
    ["/", "text/html"],
    ["/index.html", "text/html"],
    ["/src/main.tsx", "text/javascript"],
    ["/src/styles.css", "text/css"],
    ["/data.json", "application/json"],
    ["/logo.svg", "image/svg+xml"],
    ["/public/logo.svg", "image/svg+xml"],
    ["/notes.md", "text/markdown"],
    ["/it's%20(1).txt", "text/plain"],
  ])("%s is %s", async (path, type) => {
    const response = await app(path);
    expect(response.status).toBe(200);
    expect(response.headers.get("Content-Type")).toBe(`${type}; charset=utf-8`);
    expect(response.headers.get("X-Content-Type-Options")).toBe("nosniff");
    expect(response.headers.get("Set-Cookie")).toBeNull();
  });

  test("are answered without a body to HEAD, and not at all to other methods", async () => {
    const head = await app("/src/main.tsx", { method: "HEAD" });
    expect([head.status, await head.text()]).toEqual([200, ""]);
    const post = await app("/data.json", { method: "POST" });
    expect([post.status, post.headers.get("Allow")]).toEqual([405, "GET, HEAD"]);
  });

  test("of the newest version are asked for each time and answered with 304 while they are the same", async () => {
    const first = await app("/src/App.tsx");
    const tag = first.headers.get("ETag") ?? "";
    expect(first.headers.get("Cache-Control")).toBe("no-cache");
    const second = await app("/src/App.tsx", { headers: { "If-None-Match": `"other", W/${tag}` } });
    expect([second.status, await second.text(), second.headers.get("ETag")]).toEqual([304, "", tag]);
    expect((await app("/src/data.json?__edgewright-module", { headers: { "If-None-Match": tag } })).status).toBe(200);
  });

  test("of a fixed version may be kept", async () => {
    expect((await app("/src/App.tsx", { ref: 3 })).headers.get("Cache-Control")).toBe("private, max-age=3600");
  });
});

describe("addresses of files", () => {
  const odd = preview({
    "index.html": "<title>A</title><h1>A</h1>",
    "team/index.html": '<title>Team</title><script src="team.js"></script>',
    "team/team.js": "1;",
    "caf\u00e9.js": "1;",
    "uses.js": 'import "./cafe\u0301.js";',
    "notes.toString": "x",
    "places.GeoJSON": "{}",
    "PAGE.HTML": "<p>Page</p>",
    "Odd.TSX": "export const a: number = <b/>;",
    "marked.json": "\ufeff[1]",
    "marked.css": "\ufeffp { color: red }",
    "style.css": "p {}",
  });

  test.each([
    ["/notes.toString", "text/plain"],
    ["/places.GeoJSON", "application/geo+json"],
    ["/Odd.TSX", "text/javascript"],
    ["/PAGE.HTML", "text/html"],
  ])("%s is %s, whatever its ending looks like", async (path, type) => {
    const response = await odd(path);
    expect([response.status, response.headers.get("Content-Type")]).toEqual([200, `${type}; charset=utf-8`]);
  });

  test("have one form, however accents are typed", async () => {
    expect((await odd("/cafe%CC%81.js")).status).toBe(200);
    expect((await odd("/caf%C3%A9.js")).status).toBe(200);
    expect(await (await odd("/uses.js")).text()).toContain('"/caf%C3%A9.js"');
  });

  test("a folder without its slash is sent on to the one with it, with its query", async () => {
    const plain = await odd("/team?tab=1", { headers: asPerson });
    expect([plain.status, plain.headers.get("Location")]).toEqual([308, "/team/?tab=1"]);
    expect((await odd("/team", { mounted: true })).headers.get("Location")).toBe(`${mount}/team/`);
    expect(await (await odd("/team/", { headers: asPerson })).text()).toContain('src="team.js"');
  });

  test("an app's own queries mean nothing to us", async () => {
    for (const query of ["import", "import=csv", "raw", "url", "inline"]) {
      expect(await (await odd(`/?${query}`, { headers: asPerson })).text()).toContain("<title>A</title>");
      expect((await odd(`/style.css?${query}`)).headers.get("Content-Type")).toContain("text/css");
    }
  });

  test("a byte order mark gets in the way of nothing", async () => {
    expect(await (await odd("/marked.json?__edgewright-module")).text()).toContain('JSON.parse("[1]")');
    expect(await (await odd("/marked.css?__edgewright-module")).text()).toContain('"p { color: red }"');
    const app = preview({ "index.html": '<script type="module">import "./a.json";</script>', "a.json": "\ufeff{}" });
    expect(await (await app("/__edgewright/problems.js")).text()).toContain("export function explain(");
  });
});

describe("modules", () => {
  test("import every file by its one address, libraries too", async () => {
    const code = await (await app("/src/main.tsx")).text();
    expect(code).toContain('from "/src/App.tsx"');
    expect(code).toContain('import "/src/styles.css?__edgewright-module"');
    expect(code).toContain('from "/src/data.json?__edgewright-module"');
    expect(code).toContain('from "/public/logo.svg?__edgewright-module"');
    for (const name of ["react", "react/jsx-runtime"]) {
      expect(code).toContain(`from "${vendored(name)}"`);
    }
    expect(code.split("\n")[0]).toContain('import.meta.env = {"MODE":"production"');
    expect(code.split("\n")[1]).toContain("styles.css");
  });

  test("under a path import by addresses of that path", async () => {
    const code = await (await app("/src/main.tsx", { mounted: true })).text();
    expect(code).toContain(`from "${mount}/src/App.tsx"`);
    expect(code).toContain(`"BASE_URL":"${mount}/"`);
  });

  test("made of JSON export the whole and its keys", async () => {
    const code = await (await app("/src/data.json?__edgewright-module")).text();
    expect(code).toContain("export default data;");
    expect(code).toContain('as "items" };');
    expect(code).toContain('as "a-b" };');
    expect(code).not.toContain('as "default"');
  });

  test("made of a picture export its address, of ?raw the text", async () => {
    expect(await (await app("/public/logo.svg?__edgewright-module", { mounted: true })).text()).toBe(
      `export default "${mount}/public/logo.svg";\n`,
    );
    expect(await (await app("/notes.md?__edgewright-module&raw")).text()).toBe('export default "# Notes";\n');
  });

  test("made of a stylesheet put it into the page, with addresses that work there", async () => {
    const code = await (await app("/src/styles.css?__edgewright-module", { mounted: true })).text();
    expect(code).toContain(`url(${mount}/src/pic.svg#x)`);
    expect(code).toContain(`@import '${mount}/base.css'`);
    expect(code).toContain("document.head.append(style)");
    expect(code).not.toContain("tailwind");
  });
});

describe("what does not load", () => {
  test("is a module that shows file, place and message", async () => {
    const response = await app("/src/broken.tsx");
    const code = await response.text();
    expect([response.status, response.headers.get("Content-Type")]).toEqual([200, "text/javascript; charset=utf-8"]);
    expect(response.headers.get("Cache-Control")).toBe("no-store");
    expect(code).toContain("src/broken.tsx:2:1 Unexpected token");
    expect(code).toContain('source: "edgewright-preview", type: "error"');
    expect(code).not.toContain("<b>");
  });

  test("is a page for a person", async () => {
    const response = await app("/src/broken.tsx", { headers: asPerson });
    const html = await response.text();
    expect([response.status, response.headers.get("Content-Type")]).toEqual([422, "text/html; charset=utf-8"]);
    expect(html).toContain("line 2, column 1");
    expect(html).toContain("export default &lt;b&gt;");
  });

  test.each([
    ["/src/lost.ts", ["src/gone, and there is no such file", 'The package \\"underscore\\" is not available']],
    ["/src/broken.json?__edgewright-module", ["Unexpected end of JSON"]],
  ])("%s says why", async (path, messages) => {
    const code = (await (await app(path)).text()).replaceAll("&quot;", '\\"');
    for (const message of messages) expect(code).toContain(message);
  });

  test("is explained for the whole app, because a module that cannot be linked runs nothing", async () => {
    const page = '<script type="module" src="a.js"></script>';
    const broken = preview({ "index.html": page, "a.js": 'import { b } from "./c.js"; b();', "c.js": "export const d = 1;" });
    expect(await (await broken("/__edgewright/problems.js")).text()).toContain('a.js:1:20 c.js does not export \\"b\\"');
    expect(await (await app("/__edgewright/problems.js")).text()).toContain("export function explain(");
  });
});

describe("what is not there", () => {
  test("a person gets the entry page for a path without extension, a program gets 404", async () => {
    const page = await app("/tasks/7", { headers: asPerson });
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining("<title>A</title>")]);
    expect((await app("/tasks/7")).status).toBe(404);
    expect(await (await app("/about", { headers: asPerson })).text()).toContain("<p>About</p>");
  });

  test.each(["/u/mary.jane", "/v2.5/guide/1.0", "/@mary", "/tag/a%2Fb", "/50%", "/a/%E0%A4%A", "/tag/c%5Cd", "/deep/er/"])(
    "%s is a route: a person gets the entry page",
    async (path) => {
      const response = await app(path, { headers: asPerson });
      expect([response.status, await response.text()]).toEqual([200, expect.stringContaining("<title>A</title>")]);
    },
  );

  test.each(["/gone.PNG", "/gone.html", "/src/gone.ts", "/fonts/a.woff2", "/feed.xml"])(
    "%s is a file that is missing",
    async (path) => {
      expect((await app(path, { headers: asPerson })).status).toBe(404);
    },
  );

  test("an app without a version, an unknown version and a version without a page say so", async () => {
    const nothing = await preview(null)("/", { headers: asPerson });
    expect([nothing.status, await nothing.text()]).toEqual([404, expect.stringContaining("<h1>Nothing to show yet</h1>")]);
    expect(await (await preview(null)("/", { ref: 9 })).text()).toContain("There is no version 9");
    expect(await (await preview({ "a.txt": "" })("/")).text()).toContain("Version 3 of this app has no index.html");
  });

  test.each(["/%zz", "/a%2fb", "/a%5cb", "/%00", "/src/%2e%2e%2findex.html"])("%s is no address", async (path) => {
    const response = await app(path);
    expect([response.status, await response.text()]).toEqual([400, expect.stringMatching(/^Not an address/)]);
  });

  test("names from an address are text, never markup", async () => {
    const html = await (await app("/<img src=x onerror=alert(1)>.txt", { headers: asPerson })).text();
    expect(html).toContain("&lt;img src=x onerror=alert(1)&gt;.txt");
    expect(html).not.toContain("<img");
  });

  test("service workers, which would outlive the version, are refused", async () => {
    expect((await app("/src/main.tsx", { headers: { "Service-Worker": "script" } })).status).toBe(404);
  });
});

describe("what Edgewright adds", () => {
  test("every library that imports may name is built", () => {
    const modules = libraries.flatMap(({ name, files = [[name]] }) => files.flat());
    const files = modules
      .map((specifier) => builtModule(specifier))
      .flatMap((module) => (module?.suffix === "" ? module.file : []));
    const styles = libraries.flatMap(({ css = [] }) => css).map((specifier) => builtStyles[specifier]);
    expect(vendor.files).toEqual(expect.arrayContaining([...files, ...styles]));
  });

  test("libraries are kept for ever, and only those there are can be had", async () => {
    const file = builtModule("react")?.file;
    const response = await app(`/__edgewright/vendor/${file}`, { mounted: true });
    expect(await response.text()).toBe(`/* /vendor/${file} */`);
    expect(response.headers.get("Cache-Control")).toBe("public, max-age=31536000, immutable");
    expect((await app("/__edgewright/vendor/../index.html")).status).toBe(400);
    expect((await app("/__edgewright/vendor/other.js")).status).toBe(404);
    expect((await app("/__edgewright/other.js")).status).toBe(404);
  });

  test("a path of ours is sandboxed, whatever it answers, and may only talk to itself", async () => {
    for (const path of ["/", "/src/main.tsx", "/gone", "/%zz", "/logo.svg", "/__edgewright/problems.js"]) {
      const headers = (await app(path, { mounted: true })).headers;
      expect(headers.get("Content-Security-Policy")).toMatch(/^sandbox allow-scripts (?!.*allow-same-origin)/);
      expect(headers.get("Content-Security-Policy")).toContain(`connect-src https://edgewright.test${mount}/ data: blob:;`);
      expect(headers.get("Access-Control-Allow-Origin")).toBe("*");
      expect(headers.get("Referrer-Policy")).toBe("no-referrer");
    }
  });

  test("a host of its own is read by nobody else, and framed by whom it was told", async () => {
    const { headers } = await app("/");
    expect(headers.get("Access-Control-Allow-Origin")).toBeNull();
    expect(headers.get("Content-Security-Policy")).toBe("frame-ancestors 'self'");
    const told = await app("/", { embedders: ["https://edgewright.test"] });
    expect(told.headers.get("Content-Security-Policy")).toBe("frame-ancestors 'self' https://edgewright.test");
  });

  test("a path without its last slash is sent on, because relative addresses need it", async () => {
    const response = await app("?a=1", { mounted: true });
    expect([response.status, response.headers.get("Location")]).toEqual([308, `${mount}/?a=1`]);
  });
});

test.each(["/src/deep.ts", "/src/bomb.ts"])(
  "%s, over which the compiler breaks down, is a problem like any other",
  async (path) => {
    const response = await app(path);
    expect(response.status).toBe(200);
    expect(await response.text()).toMatch(/nested too deeply/);
  },
);
