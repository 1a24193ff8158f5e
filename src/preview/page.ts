// HTML pages of an app on their way to the browser: import map and bridge first, stylesheets for Tailwind as plain CSS, and root-relative
// addresses led to the mount. Everything else of the page stays as it was written.
import { isJavaScript } from "../workspace/checks/check-page.ts";
import { scanHtml } from "../workspace/checks/html.ts";
import { compileModule } from "../workspace/modules.ts";
import { fitModule } from "../workspace/scripts/fit.ts";
import { type Steps, stepsFor } from "../workspace/scripts/metered-text.ts";
import { type Lead, leadFrom, leadRefresh, leadSrcset } from "./addresses.ts";
import { type PreviewApp, reservedFolder } from "./app.ts";
import { bridgeScript } from "./browser/bridge.ts";
import { mountScript } from "./browser/mount-shim.ts";
import { givenAttribute } from "./browser/names.ts";
import { storageScript } from "./browser/storage.ts";
import { isUnreadMap } from "./import-maps.ts";
import { mountedCode } from "./mounted-code.ts";
import { type PageModules, pageModules } from "./page-modules.ts";
import { rewriteStyles } from "./page-styles.ts";
import { linkModule } from "./scripts.ts";
import { absoluteCss } from "./styles.ts";

const addressAttributes = ["src", "href", "action", "formaction", "poster", "data", "xlink:href"];
const raw = { html: true };

/** The page as sent. `shownAt`: the path it was requested at. `read` gives the code of the app's modules by address. */
export async function renderPage(
  app: PreviewApp,
  path: string,
  html: string,
  shownAt: string,
  read: (address: string) => Promise<string | null>,
): Promise<string> {
  const { elements: written } = scanHtml(html);
  const elements = new Set(written.map((element) => element.name));
  const hasIcon = written.some(({ name, attributes }) => name === "link" && /\bicon\b/i.test(attributes.get("rel") ?? ""));
  const hasBase = written.some(({ name, attributes }) => name === "base" && attributes.has("href"));
  const lead = leadFrom(app, path, hasBase ? null : shownAt);
  const inline = inlineModules(app, path, stepsFor(html));
  const modules = await pageModules({ app, path, elements: written, lead, read, inline });
  const head = headMarkup(app, hasIcon) + modules.head;
  const anchor = elements.has("head") ? "head" : elements.has("html") ? "html" : null;
  const rewriter = new HTMLRewriter();
  if (anchor !== null) {
    let placed = false;
    rewriter.on(anchor, {
      element(element) {
        if (!placed) element.prepend(head, raw);
        placed = true;
      },
    });
  }
  rewriter.on("*", {
    element(element) {
      leadAddresses(app, path, element, lead);
      if (app.mount !== "") for (const name of handlersOf(element)) changeAttribute(element, name, mountedCode);
    },
  });
  rewriteStyles(rewriter, app, path, written);
  rewriteScripts(rewriter, app.mount, inline, written.some(isUnreadMap));
  rewriteModules(rewriter, app.mount, modules);
  const doctypeEnd = anchor === null ? (/^\s*<!doctype[^>]*>/i.exec(html)?.[0].length ?? 0) : 0;
  const rest = await rewriter.transform(new Response(html.slice(doctypeEnd))).text();
  return anchor === null ? html.slice(0, doctypeEnd) + head + rest : rest;
}

function headMarkup({ mount }: PreviewApp, hasIcon: boolean): string {
  return [
    // Without one, browsers ask our own host for an icon.
    mount === "" || hasIcon ? "" : `<link rel="icon" href="${mount}/favicon.ico">`,
    `<script>${storageScript}</script>`,
    mount === "" ? "" : `<script>${mountScript(mount)}</script>`,
    `<script>${bridgeScript(mount, `${mount}${reservedFolder}problems.js`)}</script>`,
  ].join("");
}

function leadAddresses(app: PreviewApp, path: string, element: Element, lead: Lead): void {
  const change = (name: string, changed: (value: string) => string | null) => changeAttribute(element, name, changed);
  const isLink = element.tagName === "a" || element.tagName === "area";
  for (const name of addressAttributes) {
    // A root-relative link stays as written, so that routers find it: mount-shim.ts rewrites it when it is followed.
    change(name, (url) => (isLink && url.trim().startsWith("/") ? null : lead(url)));
  }
  for (const name of ["srcset", "imagesrcset"]) change(name, (list) => leadSrcset(list, lead));
  if (element.getAttribute("http-equiv")?.toLowerCase() === "refresh") change("content", (content) => leadRefresh(content, lead));
  change("style", (style) => (style.includes("url(") ? absoluteCss(app, path, style) : null));
}

/** For this element alone: a page of thousands may have as many names. The runtime yields pairs of name and value, whatever a browser's types say. */
function handlersOf(element: Element): string[] {
  const pairs: Iterable<unknown> = element.attributes;
  return [...pairs].flatMap((pair) => (Array.isArray(pair) && String(pair[0]).startsWith("on") ? [String(pair[0])] : []));
}

function changeAttribute(element: Element, name: string, changed: (value: string) => string | null): void {
  const value = element.getAttribute(name);
  const next = value === null ? null : changed(value);
  if (next !== null && next !== value) element.setAttribute(name, next);
}

/** `keepMaps`: an import map of the page is left for the browser to report. */
function rewriteScripts(rewriter: HTMLRewriter, mount: string, inline: (text: string) => string, keepMaps: boolean): void {
  let text = "";
  let rewritten = false;
  rewriter.on("script:not([src])", {
    element(element) {
      text = "";
      const type = (element.getAttribute("type") ?? "").trim().toLowerCase();
      const isModule = type === "module";
      rewritten = isModule || (mount !== "" && isJavaScript(type));
      // Its names are in the page's one map.
      if (type === "importmap" && !keepMaps) element.remove();
      if (!rewritten) return;
      element.onEndTag((end) => {
        end.before(isModule ? inline(text) : mountedCode(text), raw);
      });
    },
    text(chunk) {
      if (!rewritten) return;
      text += chunk.text;
      chunk.remove();
    },
  });
}

/** A module that came with the page is imported by its address: as the `src` of an element it would be loaded from there. */
function rewriteModules(rewriter: HTMLRewriter, mount: string, modules: PageModules): void {
  rewriter.on("script[src]", {
    element(element) {
      const src = element.getAttribute("src") ?? "";
      const isModule = element.getAttribute("type")?.trim().toLowerCase() === "module";
      const address = isModule && !element.hasAttribute("integrity") ? modules.given(withoutMount(src, mount)) : null;
      if (address === null) return;
      element.removeAttribute("src");
      element.setAttribute(givenAttribute, src);
      element.setInnerContent(`import ${JSON.stringify(address)};`, raw);
    },
  });
  rewriter.on("link[rel=modulepreload][href]", {
    element(element) {
      if (modules.given(withoutMount(element.getAttribute("href") ?? "", mount)) !== null) element.remove();
    },
  });
}

/** Code of inline modules by their text. What does not parse is left for the browser to report; the bridge then asks where the fault is. */
function inlineModules(app: PreviewApp, path: string, steps: Steps): (text: string) => string {
  const known = new Map<string, string>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const compiled = compileModule(`${path}.mjs`, text, steps);
    const around = { graph: null, paths: app.paths };
    const code = compiled.ok ? linkModule(fitModule(compiled.module, text, path, around), path, app) : text;
    known.set(text, code);
    return code;
  };
}

/** The address as the page has it, already under the mount. */
function withoutMount(url: string, mount: string): string {
  return mount !== "" && url.startsWith(`${mount}/`) ? url.slice(mount.length) : url;
}
