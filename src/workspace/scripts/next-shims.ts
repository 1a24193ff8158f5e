// Parts of Next.js that apps for it import (`next/link`, `next/image`, `next/navigation`, …): small ones of ours stand in each module, on React and the
// page's own address. What only a server has stays a missing package.
import { type Change, withChanges } from "./changes.ts";

/** All use `react`. Pages and links share the address; `__edgewrightParams` is what the page of routes knows of it. */
const place =
  'const __changed = (run) => { addEventListener("popstate", run); addEventListener("edgewright-route", run); return () => { removeEventListener("popstate", run); ' +
  'removeEventListener("edgewright-route", run); }; }; const __go = (url, replace) => { if (/^[a-z]+:|^\\/\\//i.test(url)) { location.href = url; return; } ' +
  'history[replace ? "replaceState" : "pushState"](null, "", url); dispatchEvent(new Event("edgewright-route")); }; ' +
  "const __use = (read) => __react.useSyncExternalStore(__changed, read); " +
  "const __path = () => location.pathname; const __search = () => location.search; " +
  "const __router = { push: (url) => __go(__href(url), false), replace: (url) => __go(__href(url), true), back: () => history.back(), " +
  'forward: () => history.forward(), refresh: () => dispatchEvent(new Event("edgewright-route")), reload: () => location.reload(), prefetch: async () => {} }; ';
const address =
  'const __href = (url) => typeof url === "string" ? url : url.href ?? (url.pathname ?? "") + (url.query ? "?" + new URLSearchParams(url.query) : "") + (url.hash ?? ""); ';

const link =
  "{ default: __react.forwardRef(({ href, as, replace, scroll, shallow, prefetch, passHref, legacyBehavior, locale, onNavigate, onClick, ...rest }, ref) => " +
  '__react.createElement("a", { ...rest, ref, href: __href(href), onClick(event) { onClick?.(event); const url = __href(href); if (event.defaultPrevented || event.button !== 0 || ' +
  'event.metaKey || event.ctrlKey || event.shiftKey || rest.target === "_blank" || !url.startsWith("/")) return; event.preventDefault(); __go(url, replace); if (scroll !== false) scrollTo(0, 0); } })) }';
const image =
  "{ default: __react.forwardRef(({ src, fill, priority, preload, quality, placeholder, blurDataURL, loader, unoptimized, onLoadingComplete, overrideSrc, style, ...rest }, ref) => " +
  '__react.createElement("img", { ...rest, ref, src: src?.src ?? src?.default ?? src, style: fill ? { position: "absolute", inset: 0, width: "100%", height: "100%", ...style } : style })) }';
const navigation =
  "{ useRouter: () => __router, usePathname: () => __use(__path), useSearchParams: () => { const text = __use(__search); return __react.useMemo(() => new URLSearchParams(text), [text]); }, " +
  'useParams: () => { __use(__path); return globalThis.__edgewrightParams ?? {}; }, useSelectedLayoutSegment: () => __use(__path).split("/")[1] || null, ' +
  'useSelectedLayoutSegments: () => __use(__path).split("/").filter(Boolean), redirect: (url) => { queueMicrotask(() => __go(url, true)); }, ' +
  'permanentRedirect: (url) => { queueMicrotask(() => __go(url, true)); }, notFound: () => { throw new Error("This page is not there (notFound)."); } }';
const router =
  "{ default: __router, useRouter: () => { const path = __use(__path); const search = __use(__search); return { ...__router, pathname: path, asPath: path + search, route: path, isReady: true, " +
  "events: { on() {}, off() {} }, query: { ...Object.fromEntries(new URLSearchParams(search)), ...globalThis.__edgewrightParams } }; } }";
const fonts =
  '{ make: (name) => (options = {}) => { const family = "\'" + name.replaceAll("_", " ") + "\', " + (options.fallback ?? [/mono|code/i.test(name) ? "ui-monospace, monospace" : "system-ui, sans-serif"]).join(", "); ' +
  'const id = "font-" + name.toLowerCase(); const style = document.createElement("style"); style.textContent = "." + id + "{font-family:" + family + "}" + ' +
  '(options.variable ? "." + id + "-variable{" + options.variable + ":" + family + "}" : ""); document.head.append(style); ' +
  'return { className: id, variable: options.variable ? id + "-variable" : "", style: { fontFamily: family } }; } }';
const head = "{ default: ({ children }) => __react.createElement(__react.Fragment, null, children) }";
const dynamic =
  '{ default: (load, { loading: Loading, ...options } = {}) => { const Part = __react.lazy(async () => { const part = await (typeof load === "function" ? load : load.loader)(); ' +
  "return { default: part.default ?? part }; }); return (props) => __react.createElement(__react.Suspense, { fallback: Loading ? __react.createElement(Loading) : null }, __react.createElement(Part, props)); } }";
const script =
  '{ default: ({ strategy, onLoad, onReady, onError, children, dangerouslySetInnerHTML, ...rest }) => { __react.useEffect(() => { const element = document.createElement("script"); ' +
  'for (const [name, value] of Object.entries(rest)) if (typeof value === "string") element.setAttribute(name, value); element.textContent = dangerouslySetInnerHTML?.__html ?? children ?? ""; ' +
  "element.onload = onLoad ?? onReady ?? null; document.head.append(element); return () => element.remove(); }, []); return null; } }";
const nothingShown = "{ Analytics: () => null, SpeedInsights: () => null, track() {} }";

const shims: Readonly<Record<string, string>> = {
  "next/link": link,
  "next/image": image,
  "next/legacy/image": image,
  "next/navigation": navigation,
  "next/router": router,
  "next/head": head,
  "next/dynamic": dynamic,
  "next/script": script,
  "@vercel/analytics": nothingShown,
  "@vercel/analytics/react": nothingShown,
  "@vercel/analytics/next": nothingShown,
  "@vercel/speed-insights/react": nothingShown,
  "@vercel/speed-insights/next": nothingShown,
};

const imports =
  /(^[ \t]*|[;}][ \t]*)import\s([^"'();]{1,400}?)\bfrom\s?["'](next\/[\w/-]{1,40}|@vercel\/(?:analytics|speed-insights)(?:\/\w{1,20})?)["']/gm;

export function withNextShims(code: string): string {
  if (!/["'](?:next\/|@vercel\/)/.test(code)) return code;
  const changes: Change[] = [];
  const parts: string[] = [];
  for (const { index, 0: whole, 1: before = "", 2: list = "", 3: name = "" } of code.matchAll(imports)) {
    const clause = list.trim();
    const local = /^next\/font\/(?:google|local)$/.test(name);
    const shim = local ? fonts : Object.hasOwn(shims, name) ? shims[name] : undefined;
    if (shim === undefined) continue;
    const part = `__next${parts.length}`;
    parts.push(`const ${part} = ${shim}; `);
    // Line breaks of the list stay.
    const breaks = whole.replace(/[^\n]/g, "");
    changes.push({
      start: index,
      end: index + whole.length,
      text: `${before}${(local ? fontNames : taken)(clause, part)}${breaks}`,
    });
  }
  if (parts.length === 0) return code;
  return `import * as __react from "react"; ${address}${place}${parts.join("")}${withChanges(code, changes)}`;
}

/** What an import's clause names, as constants. */
function taken(clause: string, part: string): string {
  const star = /\*\s*as\s+([\w$]+)/.exec(clause)?.[1];
  const first = /^([\w$]+)/.exec(clause)?.[1];
  const list = entries(clause).map(([imported, name]) => `${imported}: ${name}`);
  const names = [...(first === undefined ? [] : [`default: ${first}`]), ...list];
  return `${star === undefined ? "" : `const ${star} = ${part}; `}const { ${names.join(", ")} } = ${part};`;
}

/** Any font has a name; a local one is the default. */
function fontNames(clause: string, part: string): string {
  const first = /^([\w$]+)/.exec(clause)?.[1];
  const made = entries(clause).map(([imported, name]) => `const ${name} = ${part}.make("${imported}");`);
  return `${first === undefined ? "" : `const ${first} = ${part}.make("${first}"); `}${made.join(" ")}`;
}

function entries(clause: string): [imported: string, name: string][] {
  const list = /\{([^{}]*)\}/.exec(clause)?.[1] ?? "";
  return [...list.matchAll(/([\w$]+)(?:\s+as\s+([\w$]+))?/g)].map(([, imported = "", name]) => [imported, name ?? imported]);
}
