// The second wall of markdown alone (DOMPurify): hostile HTML that the parser would have made text of comes to it as it is, is put into a page, runs nothing,
// loads nothing, looks like nothing of ours and sends nothing; and what our parser makes passes unchanged.
import { expect, test } from "vitest";
import { markdownToHtml } from "../../../src/web/chat/markdown.ts";
import { setPanes } from "./open.ts";

const openPane = setPanes();

const run = "window.ran.push(1)";
const spy = "http://spy.test/x";
const hostile = [
  `<script>${run}</script>`,
  `<img src=x onerror="${run}">`,
  `<svg onload="${run}"><script>${run}</script><animate onbegin="${run}" attributeName=x dur=1s></svg>`,
  `<svg><style><img src=x onerror="${run}"></style></svg>`,
  `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=x onerror=${run}&gt;"></table></mtext></math>`,
  `<form id=x></form><button form=x formaction="javascript:${run}">a</button>`,
  `<noscript><p title="</noscript><img src=x onerror='${run}'>"></noscript>`,
  `<template><img src=x onerror="${run}"></template>`,
  `<details open ontoggle="${run}"><summary>a</summary></details>`,
  `<input autofocus onfocus="${run}"><video><source onerror="${run}" src=x></video>`,
  `<iframe srcdoc="<script>parent.${run.replace("window.", "")}</script>"></iframe>`,
  `<object data="data:text/html,<script>${run}</script>"></object><embed src="javascript:${run}">`,
  `<a id=link href="javascript:${run}">a</a><a href="&#106;avascript:${run}">b</a><a href=" java\tscript:${run}">c</a>`,
  `<meta http-equiv=refresh content="0;url=javascript:${run}"><base href="${spy}"><link rel=stylesheet href="${spy}">`,
  `<style>@import '${spy}'; body { background: url(${spy}) }</style><p style="background: url(${spy})">a</p>`,
  `<form action="${spy}"><input name=password></form><img src="${spy}" srcset="${spy} 2x"><video poster="${spy}"></video>`,
  `<a name=document href=#a>a</a><a id=clean href=#a>b</a><form name=cookie></form>`,
];

test("runs nothing, loads nothing, sends nothing and names nothing", async () => {
  const { page, requests } = await openPane("sanitizer");
  for (const html of hostile) {
    const left = await page.evaluate(async (dirty) => {
      const box = document.createElement("div");
      document.body.appendChild(box);
      box.innerHTML = window.clean(dirty);
      for (const link of box.querySelectorAll("a, button, summary, input")) (link as HTMLElement).click();
      // What has a handler of an error or a load has had it by the second frame.
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      const elements = [...box.querySelectorAll("*")];
      const attributes = elements.flatMap((element) => element.getAttributeNames());
      const addresses = elements.flatMap((element) => element.getAttribute("href") ?? []);
      box.remove();
      return { names: elements.map((element) => element.localName), attributes, addresses };
    }, html);
    const forbidden = /^(script|style|svg|math|iframe|object|embed|form|link|meta|base)$/;
    expect([html, left.names.filter((name) => forbidden.test(name))]).toEqual([html, []]);
    expect([
      html,
      left.attributes.filter((name) => /^on|^(style|id|name|src|srcset|poster|form|formaction)$/.test(name)),
    ]).toEqual([html, []]);
    expect([html, left.addresses.filter((address) => /script:/i.test(address))]).toEqual([html, []]);
  }
  expect(await page.evaluate(() => window.ran)).toEqual([]);
  expect(requests).toEqual([]);
});

test("what the parser makes passes as it is", async () => {
  const { page } = await openPane("sanitizer");
  const html = markdownToHtml(
    "# A title\n\n**Bold**, `code`, [a link](https://example.com/?a=1&b=2)\n\n1. one\n\n- [x] done\n\n| a | b |\n|:--|--:|\n| 1 | 2 |\n\n```\nconst a = 1 < 2;\n```\n\n> said",
  );
  const [before, after] = await page.evaluate((clean) => {
    // As the browser writes it: `checked` is `checked=""` for it.
    const box = document.createElement("template");
    box.innerHTML = clean;
    return [box.innerHTML, window.clean(clean)];
  }, html);
  expect(after).toBe(before);
});
