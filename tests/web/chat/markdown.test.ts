// Markdown of models is untrusted: the first of the two walls, which works without a browser. And what it must never do: lose a text, or take
// the page's time.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Blocks, blocksOf, markdownToHtml } from "../../../src/web/chat/markdown.ts";
import { cpuTimeMs } from "../../fakes/cpu-time.ts";
import { fuzzRuns } from "../../fakes/fuzz.ts";

describe("markdownToHtml", () => {
  test("shows raw HTML as text", () => {
    const html = markdownToHtml('before <img src=x onerror="alert(1)"> after\n\n<script>alert(1)</script>');
    expect(html).not.toMatch(/<(img|script)/);
    expect(html).toContain("&lt;script&gt;");
  });

  test("links lead to the web only", () => {
    const html = markdownToHtml("[a](javascript:alert(1)) [b](data:text/html,x) [c](https://example.com/?a=1&b=2) [d](/apps/1)");
    expect(html.match(/href="[^"]*"/g)).toEqual(['href="https://example.com/?a=1&amp;b=2"']);
  });

  test("does not load remote images", () => {
    expect(markdownToHtml("![spy](https://example.com/pixel.png)")).not.toContain("<img");
  });

  test("keeps what people use: lists, code, tables", () => {
    const html = markdownToHtml("- one\n\n`a < b`\n\n| a | b |\n|---|---|\n| 1 | 2 |");
    expect(html).toMatch(/<li>one/);
    expect(html).toContain('<code dir="ltr">a &lt; b</code>');
    expect(html).toContain('<td dir="auto">1</td>');
  });
});

const textOf = (html: string) =>
  html
    .replace(/<br>|<\/(p|li|pre|h3)>/g, "\n")
    .replace(/<[^>]*>/g, "")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&");

describe("what is no formatting is shown as it was written", () => {
  test.each([
    ["call __enter__ and __exit__ of _Base", "call __enter__ and __exit__ of _Base"],
    ["area = w*h*2, and x**2 + y**2", "area = w*h*2, and x**2 + y**2"],
    ["rows[0](event) and items[i](x, y)", "rows[0](event) and items[i](x, y)"],
    ["![logo](logo.png) beside it", "![logo](logo.png) beside it"],
    ["between ~3 and ~4 hours", "between ~3 and ~4 hours"],
    ["[2]: the second note", "[2]: the second note"],
    ["1987. A long year", "1987. A long year"],
    ["- width: 10px\n+ width: 12px", "- width: 10px\n+ width: 12px"],
    ["write &nbsp; or &lt;i&gt;", "write &nbsp; or &lt;i&gt;"],
    ["Release\n===\nnotes", "Release\n===\n\nnotes"],
    ["C:\\apps\\[new]\\(old)", "C:\\apps\\[new]\\(old)"],
    ["use <Chart data={rows} /> there", "use <Chart data={rows} /> there"],
    ["<section>\n  <p>one\n</section>", "<section>\n  <p>one\n</section>"],
  ])("%j", (written, shown) => {
    expect(textOf(markdownToHtml(written)).trim()).toBe(shown);
  });

  test.each([
    ["a *b* c", "<em>b</em>"],
    ["a **b c** d", "<strong>b c</strong>"],
    ["***both***", "<strong><em>both</em></strong>"],
    ["**a *b* c**", "<strong>a <em>b</em> c</strong>"],
    ["説明は**「設定」**を見る。**注意：**確認", "<strong>「設定」</strong>を見る。<strong>注意：</strong>"],
    ["~~gone~~", "<del>gone</del>"],
    ["1 \\* 2", "1 * 2"],
    ["## Title", '<h3 dir="auto">Title</h3>'],
    ["see https://example.com/a_b_c now", ">https://example.com/a_b_c</a>"],
    ["2. two\n3. three", '<ol dir="auto" start="2">'],
    ["- [x] done", 'type="checkbox"'],
  ])("and what is formatting is: %j", (written, html) => {
    expect(markdownToHtml(written)).toContain(html);
  });

  test("each paragraph finds its own direction, and code stays left-to-right", () => {
    const html = markdownToHtml("שלום `a = 1`\n\nHello\n\n```\nx\n```\n\n| a |\n|---|\n| 1 |");
    expect(html.match(/<p dir="auto">/g)).toHaveLength(2);
    expect(html.match(/<(code|pre) dir="ltr"/g)).toEqual(['<code dir="ltr"', '<pre dir="ltr"']);
    expect(html).toContain('class="table-scroll"');
  });
});

/** Processor time that a text of 50,000 characters may take, milliseconds: what is linear takes a tenth of it, what is not takes seconds. */
const limitMs = 500;
const bombCharacters = 50_000;
const marks = [
  "[",
  "](",
  "![a](<b",
  "<a ",
  "<!--",
  "</",
  "**a ",
  "*a **b ",
  "_a",
  "__",
  "~~a ",
  "`",
  "``a",
  "\\",
  "\\[",
  "&",
  "&#1",
  "     ",
  "\t",
];
const lines = [
  "> ",
  "- ",
  "1. ",
  "+ a\n- b\n",
  "|a",
  "|-",
  "# ",
  "```\n",
  "    a\n",
  "=\n",
  "---\n",
  "<div>\n",
  "[a]: b\n",
  "- a\n\n",
  "a\n\n",
  "> a\n\n",
];
const words = ["a", "www.a.", "a@b.", "http://a/(", "「a」**"];

describe("no text takes the page's time or blanks it", () => {
  test.each([...marks, ...lines, ...words])("%j again and again", (unit) => {
    const bare = unit.repeat(Math.ceil(bombCharacters / unit.length)).slice(0, bombCharacters);
    // Alone, as many lines of a quote, and as paragraphs of a list.
    const variants = [bare, `> ${bare.replace(/.{150}/gs, "$&\n")}`, `- - ${bare.replace(/.{3000}/gs, "$&\n\n")} x`];
    for (const text of variants) {
      let html = "";
      expect(
        cpuTimeMs(() => {
          html = markdownToHtml(text);
        }),
      ).toBeLessThan(limitMs);
      expect(html).not.toBe("");
    }
  });

  test("what is too deep or too long is shown as it is, and what stands around it is not", () => {
    const deep = `${"> ".repeat(3_000)}x`;
    const list = `${"1. ".repeat(3_000)}x`;
    const html = markdownToHtml(`**before**\n\n${deep}\n\n${list}\n\n${"word ".repeat(2_000)}\n\n**after**`);
    expect(html).toContain("<strong>before</strong>");
    expect(html).toContain("<strong>after</strong>");
    expect(html).toContain(deep.replaceAll(">", "&gt;"));
    expect(html).toContain(list);
  });

  test("a quote of a quote of a quote is one", () => {
    expect(markdownToHtml(`${"> ".repeat(10)}x`).match(/<blockquote/g)).toHaveLength(10);
  });
});

describe("a text that grows", () => {
  const piece = fc.oneof(
    fc.constantFrom(...marks, ...lines, ...words),
    fc.constantFrom("\n", "\n\n", "  ", "1", ".", "-", "word", "x\ny", "```ts\ncode\n```\n", "| a | b |\n|---|---|\n| 1 | 2 |\n"),
  );

  test("ends as what it is as a whole, whatever the pieces it came in", () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        let blocks: Blocks | undefined;
        let text = "";
        for (const next of pieces) {
          text += next;
          blocks = blocksOf(text, blocks, false);
        }
        expect(blocksOf(text, blocks, true).all).toEqual(blocksOf(text).all);
      }),
      { numRuns: fuzzRuns(300) },
    );
  });

  test("its settled blocks are kept as they are: the last of an answer of 100,000 characters cost what the first did", () => {
    const paragraph = "Here is **bold** and `code` and [a](https://example.com).\n\n- item one\n- item two\n\n";
    let text = "";
    let blocks: Blocks | undefined;
    let parsedCharacters = 0;
    let kept = true;
    while (text.length < 100_000) {
      text += paragraph;
      const next = blocksOf(text, blocks, false);
      parsedCharacters += text.length - (blocks?.settledCharacters ?? 0);
      kept &&= (blocks?.all.slice(0, blocks.settled) ?? []).every((block, index) => next.all[index] === block);
      blocks = next;
    }
    expect(kept).toBe(true);
    // Each character is read a few times, and not once for each of the 1,150 deltas.
    expect(parsedCharacters).toBeLessThan(5 * text.length);
  });
});
