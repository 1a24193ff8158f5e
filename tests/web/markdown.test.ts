// Markdown of models is untrusted: the first of the two walls, which works without a browser.
import { describe, expect, test } from "vitest";
import { markdownToHtml } from "../../src/web/chat/markdown.ts";

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
    expect(html).toContain("<code>a &lt; b</code>");
    expect(html).toContain("<td>1</td>");
  });
});
