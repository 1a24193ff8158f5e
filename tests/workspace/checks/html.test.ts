import { describe, expect, test } from "vitest";
import { scanHtml } from "../../../src/workspace/checks/html.ts";
import { cpuTimeMs } from "../../fakes/cpu-time.ts";

function names(html: string): string[] {
  return scanHtml(html).elements.map((element) => element.name);
}

describe("scanHtml", () => {
  test("sees elements, and none in comments, scripts or quoted values", () => {
    expect(names('<!DOCTYPE html><HTML><!-- <b> --><p title="a > <i>"><script>"<u>"</script><br/></p></HTML>')).toEqual([
      "html",
      "p",
      "script",
      "br",
    ]);
  });

  test("reads attributes however they are quoted, the first one of a name", () => {
    const [element] = scanHtml("<a HREF='x y' b=c d e=\"f>g\" href=z>").elements;
    expect([...(element?.attributes ?? [])]).toEqual([
      ["href", "x y"],
      ["b", "c"],
      ["d", ""],
      ["e", "f>g"],
    ]);
  });

  test("gives the text of scripts with its place", () => {
    const html = '<p>a</p><script type="module">let a = "</p>";</SCRIPT ><i>';
    const script = scanHtml(html).elements[1];
    expect(script).toMatchObject({ name: "script", text: 'let a = "</p>";' });
    expect(html.slice(script?.textOffset)).toMatch(/^let a/);
    expect(scanHtml("<script>never closed <p>").elements).toHaveLength(1);
  });

  test.each([
    ["<head><title>T</title></head><body> <div></div></body>", false],
    ["<title>T</title><div id=root></div><noscript>On</noscript><style>a</style>", false],
    ["<body><p>x", true],
    ["<body><img src=x>", true],
    ["x", true],
    ["", false],
  ])("knows whether %j shows something", (html, visible) => {
    expect(scanHtml(html).visible).toBe(visible);
  });

  test.each(["<", "<a ", "<a '", '<a b="', "<!--", "<script", "</", "<p class='a'>x</p>\n", "<title>"])(
    "takes time in proportion to the length of %j repeated",
    (piece) => {
      const text = piece.repeat(100_000);
      // Two hundred times what it takes; a quadratic scan takes minutes.
      expect(cpuTimeMs(() => void scanHtml(text))).toBeLessThan(5000);
    },
  );
});
