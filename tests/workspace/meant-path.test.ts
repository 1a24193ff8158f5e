import { describe, expect, test } from "vitest";
import { createWorkspace } from "../../src/workspace/files.ts";
import { meantFile, meantTarget } from "../../src/workspace/meant-path.ts";

const app = (...paths: string[]) => createWorkspace(paths.map((path) => [path, ""]));
const usual = app("index.html", "src/App.js", "src/lib/a.ts", "src/lib/b.ts", "docs/index.html");

describe("a file that is there", () => {
  test.each([
    ["src/App.js", "src/App.js"],
    ["./src/App.js", "./src/App.js"],
    ["src/app.js", "src/App.js"],
    ["SRC/APP.JS", "src/App.js"],
    ["`src/App.js`", "src/App.js"],
    ['"src/App.js"', "src/App.js"],
    [" 'src/app.js' ", "src/App.js"],
    ["<src/App.js>", "src/App.js"],
    ["src\\App.js", "src/App.js"],
    ["/home/project/src/App.js", "src/App.js"],
    ["home/project/src/app.js", "src/App.js"],
    ["/workspace/src/lib/a.ts", "src/lib/a.ts"],
    ["app/index.html", "index.html"],
    ["/app/index.html", "index.html"],
    ["/home/me/shop/src/lib/a.ts", "src/lib/a.ts"],
    ["/Users/me/dev/shop/index.html", "index.html"],
    ["/Users/me/dev/shop/docs/index.html", "docs/index.html"],
    ["C:\\Users\\me\\shop\\src\\App.js", "src/App.js"],
    ["file:///workspace/index.html", "index.html"],
    ["~/shop/src/App.js", "src/App.js"],
    ["shop/src/App.js", "src/App.js"],
    ["a/src/App.js", "src/App.js"],
    ["b/index.html", "index.html"],
    ["@src/App.js", "src/App.js"],
    ["[App.js](src/App.js)", "src/App.js"],
    ["src/App.js:12", "src/App.js"],
    ["src/App.js:12-20", "src/App.js"],
    ["src/App.js#L1-L2", "src/App.js"],
    ["@types/App.js", "@types/App.js"],
    // Nothing is certain of these.
    ["App.js", "App.js"],
    ["about/index.html", "about/index.html"],
    ["docs/src/App.js", "docs/src/App.js"],
    ["src/lib/c.ts", "src/lib/c.ts"],
    ["../src/App.js", "../src/App.js"],
    ["", ""],
  ])("%j is %j", (given, right) => {
    expect(meantFile(usual, given)).toBe(right);
  });

  test("of two that differ in case neither is taken, and the one that is named is", () => {
    const files = app("a.js", "A.js");
    expect(meantFile(files, "`A.js`")).toBe("A.js");
    expect(meantFile(app("src/a.js", "src/A.js"), "SRC/a.js")).toBe("SRC/a.js");
  });

  test("a folder that nobody knows is not overlooked where the file would go", () => {
    expect(meantFile(usual, "shop/src/App.js", true)).toBe("shop/src/App.js");
    expect(meantFile(usual, "/home/project/src/App.js", true)).toBe("src/App.js");
  });
});

describe("a file to be written", () => {
  test.each<[given: string, right: string | RegExp]>([
    ["src/new.ts", "src/new.ts"],
    ["app/page.ts", "app/page.ts"],
    ["workspace/a.ts", "workspace/a.ts"],
    ["media/a.svg", "media/a.svg"],
    ["/home/index.html", "/home/index.html"],
    ["`src/new.ts`", "src/new.ts"],
    ["src\\new.ts", "src/new.ts"],
    ["/home/project/src/new.ts", "src/new.ts"],
    ["home/project/src/new.ts", "src/new.ts"],
    ["/workspace/new.css", "new.css"],
    ["/app/src/app.js", "src/App.js"],
    ["app/index.html", "index.html"],
    ["/Users/me/shop/src/App.js", "src/App.js"],
    ["/Users/me/shop/src/new.ts", /another machine.*app's root/],
    ["C:\\Users\\me\\new.ts", /another machine/],
    ["/tmp/new.ts", /another machine/],
    ["src/app.js", /There is src\/App\.js.*case only/],
    ["Index.html", /There is index\.html/],
  ])("%j is %j", (given, right) => {
    const target = meantTarget(usual, given);
    if (typeof right === "string") expect(target).toMatchObject({ ok: true, path: right });
    else expect(target.ok ? target : target.reason).toMatch(right);
  });

  test("a folder of the app is one, whatever machines have", () => {
    expect(meantTarget(app("index.html", "app/a.js"), "/app/b.js")).toMatchObject({ path: "/app/b.js" });
    const named = createWorkspace([["index.html", '<script src="/app/b.js"></script>']]);
    expect(meantTarget(named, "/app/b.js")).toMatchObject({ path: "/app/b.js" });
  });

  test("the model is told where it went", () => {
    expect(meantTarget(usual, "/workspace/new.css")).toMatchObject({
      note: expect.stringMatching(/"\/workspace\/new\.css" was taken for it/),
    });
    expect(meantTarget(usual, "src/new.ts")).toMatchObject({ note: "" });
  });
});
