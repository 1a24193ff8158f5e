// The page that a preview opens: the app's index.html, completed where a bundler would complete it, or a page of ours for an app that has none because a
// framework would make it. Lines of a written page stay the same.
import { entryPath } from "../protocol/constants.ts";
import { scanHtml } from "./checks/html.ts";
import { nextPage } from "./next-pages.ts";
import type { Exists } from "./resolve.ts";

const scriptEndings = ["tsx", "jsx", "ts", "js"];
const withEndings = (names: readonly string[]) => names.flatMap((name) => scriptEndings.map((ending) => `${name}.${ending}`));

/** Scripts that start an app by themselves. */
const starters = withEndings(["src/main", "src/index", "main", "index"]);
/** Components that a page of ours renders. */
const components = withEndings(["src/App", "App"]);
const stylesheets = [
  "src/index.css",
  "src/styles.css",
  "src/globals.css",
  "src/App.css",
  "index.css",
  "styles.css",
  "globals.css",
];

/** What an app's entry is found with. */
export interface EntryFiles {
  has: Exists;
  /** All files; without it only those of usual names are found. */
  list?(): readonly { path: string }[];
}

/** Where bundlers of an older kind keep the page. */
const publicEntry = `public/${entryPath}`;

/** Whether a preview has something to open. */
export function hasEntry(files: EntryFiles): boolean {
  return hasWrittenEntry(files.has) || madePage(files) !== null;
}

export function hasWrittenEntry(has: Exists): boolean {
  return has(entryPath) || has(publicEntry);
}

/** The file of the entry page; that of a made one is where it would be. */
export function entryFile(has: Exists): string {
  return !has(entryPath) && has(publicEntry) ? publicEntry : entryPath;
}

/** The page for an app without one; null if nothing says what to open. */
export function madePage({ has, list }: EntryFiles): string | null {
  const paths = list?.().map(({ path }) => path) ?? [];
  const starter = starters.find(has);
  if (starter !== undefined) return pageOf(bothRoots, `<script type="module" src="/${starter}"></script>`);
  const next = nextPage(paths);
  if (next !== null) return pageOf("", next);
  const component = components.find(has) ?? onlyComponent(paths);
  if (component === undefined) return null;
  const styles = stylesheets.filter(has).map((path) => `import "/${path}";`);
  const script = [
    'import { createElement } from "react";',
    'import { createRoot } from "react-dom/client";',
    `import App from "/${component}";`,
    ...styles,
    'createRoot(document.getElementById("root")).render(createElement(App));',
  ];
  // Whoever writes one component and no stylesheet counts on Tailwind.
  const tailwind = paths.some((path) => path.endsWith(".css")) || styles.length > 0 ? "" : tailwindStyle;
  return pageOf('<div id="root"></div>', `${tailwind}<script type="module">${script.join("")}</script>`);
}

const tailwindStyle = '<style type="text/tailwindcss">@import "tailwindcss";</style>';
/** Which one is used is in the script; the other takes no room. */
const bothRoots = '<style>#root:empty,#app:empty{display:none}</style><div id="root"></div><div id="app"></div>';

function pageOf(body: string, script: string): string {
  const head = '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>App</title>';
  return `<!doctype html><html lang="en"><head>${head}</head><body>${body}${script}</body></html>\n`;
}

/** The app's only script, if it can have a component. */
function onlyComponent(paths: readonly string[]): string | undefined {
  const scripts = paths.filter((path) => /\.[jt]sx$/.test(path));
  return scripts.length === 1 ? scripts[0] : undefined;
}

/** A written entry page as a bundler would hand it on: names of folders filled in, and the script that starts the app, if no script is named. */
export function completedPage(path: string, html: string, has: Exists): string {
  if (path !== entryPath && path !== publicEntry) return html;
  const filled = html.replace(/%(?:PUBLIC_URL|BASE_URL)%\/?/g, "/");
  const starter = starters.find(has);
  if (starter === undefined || !/\sid=["']?(?:root|app)\b/i.test(filled)) return filled;
  if (scanHtml(filled).elements.some(({ name }) => name === "script")) return filled;
  const script = `<script type="module" src="/${starter}"></script>`;
  const end = filled.search(/<\/body\s*>/i);
  return end === -1 ? filled + script : filled.slice(0, end) + script + filled.slice(end);
}
