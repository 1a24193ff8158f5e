// Code that names `location`, as it is served under a path: what is global is changed, what only has the same name is not.
import { describe, expect, test } from "vitest";
import { mountedCode } from "../../src/preview/mounted-code.ts";

const seen = "__edgewright.location";
/** Begins a hole in a template of the code under test. */
const hole = "\u0024{";

describe("under a path", () => {
  test.each([
    ["location.pathname;", `${seen}.pathname;`],
    ["location = '/a';", `${seen} = '/a';`],
    ["if (x) location.href = `/a/" + hole + "location.search}`;", `if (x) ${seen}.href = \`/a/\${${seen}.search}\`;`],
    ["window.location.assign(a);", `${seen}.assign(a);`],
    ["window.document.location.hash;", `${seen}.hash;`],
    ["globalThis?.location;", `${seen};`],
    ["self.location = a ? location : b;", `${seen} = a ? ${seen} : b;`],
    ["f({ location });", `f({ location: ${seen} });`],
    ["const { pathname } = location;", `const { pathname } = ${seen};`],
    ["new URL('/x', location);", `new URL('/x', ${seen});`],
    ["() => [...location.pathname];", `() => [...${seen}.pathname];`],
    ["function f(location) { return location; }\nlocation;", `function f(location) { return location; }\n${seen};`],
    ["{ let location; { location; } }\nlocation;", `{ let location; { location; } }\n${seen};`],
    ["function f() { { var location; } location; }\nlocation;", `function f() { { var location; } location; }\n${seen};`],
    ["{ let window; window.location; }\nlocation;", `{ let window; window.location; }\n${seen};`],
    [
      "(location) => ((window) => location)(location);\nwindow.location;",
      `(location) => ((window) => location)(location);\n${seen};`,
    ],
    ["import(name);", "import(__edgewright.lead(name));"],
    ["import(a + import(b));", "import(__edgewright.lead(a + import(__edgewright.lead(b))));"],
    ["import(import('./a.js'));", "import(__edgewright.lead(import('./a.js')));"],
    ["f(a, import([b, c][0]), d);", "f(a, import(__edgewright.lead([b, c][0])), d);"],
    [
      "import(`" + hole + "location.pathname}.js`, { with: {} });",
      `import(__edgewright.lead(\`\${${seen}.pathname}.js\`), { with: {} });`,
    ],
    ["import(f(a, b));", "import(__edgewright.lead(f(a, b)));"],
  ])("%j becomes %j", (code, expected) => {
    expect(mountedCode(code)).toBe(expected);
  });

  test.each([
    "a.location.href;",
    "a.window.location;",
    "({ location: 1 });",
    "class A { location = 1; static location() {} get location() { return this.location; } }",
    "const location = useLocation();\nlocation.pathname;",
    "import { location } from './place.js';\nlocation.x;",
    "function f({ location }) { return location.pathname; }",
    "for (const location of list) show(location);",
    "try {} catch (location) { location.x; }",
    "const f = (window) => window.location;",
    "'location.href'; /location/.test(x); // location\n/* window.location */ `location`;",
    "import('./a.js');",
    "location.href = = '/a';",
  ])("%j stays", (code) => {
    expect(mountedCode(code)).toBe(code);
  });

  test("a name that is declared thousands of times is its own where it is, and the page's elsewhere", () => {
    const own = `function f() { ${"var location; location;".repeat(7_000)} }\n`;
    expect(mountedCode(`${own}location;`)).toBe(`${own}${seen};`);
  });

  test("code that is nested too deeply to be read stays, too", () => {
    const deep = `location${"(".repeat(50_000)}`;
    expect(mountedCode(deep)).toBe(deep);
  });
});
