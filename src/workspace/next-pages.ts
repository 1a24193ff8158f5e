// The page for an app in Next's folders (app/page.tsx, pages/index.tsx): its routes are its files, each loaded when it is opened.

interface Route {
  /** Segments of the address; `[id]`, `[...rest]` and `[[...rest]]` as they are written. */
  pattern: string;
  page: string;
  /** From the outermost. */
  layouts: string[];
  /** The layout is an older app's shell, which gets the page as a component. */
  shell: boolean;
}

const pageFile = /^((?:src\/)?app)((?:\/[^/]+)*)\/page\.(?:[jt]sx?)$/;
const oldPageFile = /^(?:src\/)?pages\/((?:[^/]+\/)*[^/]+)\.(?:[jt]sx?)$/;

/** Markup of a module script that shows the app's routes; null if it has none. */
export function nextPage(paths: readonly string[]): string | null {
  const all = new Set(paths);
  const routes = [...paths.flatMap((path) => appRoute(path, all)), ...oldRoutes(paths)];
  if (!routes.some(({ pattern }) => pattern === "")) return null;
  const load = (path: string) => `() => import(${JSON.stringify(`/${path}`)})`;
  // What is written out comes before what is computed.
  const sorted = routes.toSorted((one, other) => order(one.pattern) - order(other.pattern));
  const table = sorted.map(({ pattern, page, layouts, shell }) => {
    return `[${JSON.stringify(pattern)}, ${load(page)}, [${layouts.map(load).join(", ")}], ${shell}]`;
  });
  return `<div id="root"></div><script type="module">${program.replace("ROUTES", () => table.join(", "))}</script>`;
}

const order = (pattern: string) => (pattern.includes("[[") ? 3 : pattern.includes("[...") ? 2 : pattern.includes("[") ? 1 : 0);

function appRoute(path: string, all: ReadonlySet<string>): Route[] {
  const [, root = "", rest = ""] = pageFile.exec(path) ?? [];
  if (root === "") return [];
  const segments = rest.split("/").filter(Boolean);
  const folders = [root, ...segments.map((_, index) => [root, ...segments.slice(0, index + 1)].join("/"))];
  const layouts = folders.flatMap((folder) =>
    ["tsx", "jsx", "js", "ts"]
      .map((ending) => `${folder}/layout.${ending}`)
      .filter((file) => all.has(file))
      .slice(0, 1),
  );
  // Groups in brackets, and slots, are no part of the address.
  const pattern = segments.filter((segment) => !/^[(@]/.test(segment)).join("/");
  return [{ pattern, page: path, layouts, shell: false }];
}

function oldRoutes(paths: readonly string[]): Route[] {
  const shell = paths.filter((path) => /^(?:src\/)?pages\/_app\.(?:[jt]sx?)$/.test(path)).slice(0, 1);
  return paths.flatMap((path) => {
    const name = oldPageFile.exec(path)?.[1];
    if (name === undefined || /^(?:_|api\/)/.test(name)) return [];
    return [{ pattern: name.replace(/(?:^|\/)index$/, ""), page: path, layouts: shell, shell: shell.length > 0 }];
  });
}

/** A layout may be a whole document: its body's content is shown, with the classes of both on the page's own elements. */
const program = `
import * as React from "react";
import { createRoot } from "react-dom/client";
const routes = [ROUTES];
const match = (pattern, path) => {
  const params = {};
  const wanted = pattern.split("/").filter(Boolean);
  const given = path.split("/").filter(Boolean).map(decodeURIComponent);
  for (const [index, part] of wanted.entries()) {
    const rest = /^\\[\\[?\\.\\.\\.(.+?)\\]\\]?$/.exec(part);
    if (rest) {
      if (given.length <= index && !part.startsWith("[[")) return null;
      return { ...params, [rest[1]]: given.slice(index) };
    }
    const one = /^\\[(.+)\\]$/.exec(part);
    if (given[index] === undefined || (!one && given[index] !== part)) return null;
    if (one) params[one[1]] = given[index];
  }
  return given.length === wanted.length ? params : null;
};
const asElement = (made) => (made && typeof made.then === "function" ? React.use(made) : made);
const made = new Map();
const called = (component, props, key) => {
  if (component.constructor.name !== "AsyncFunction") return React.createElement(component, props);
  if (!made.has(key)) made.set(key, component(props));
  return React.createElement(() => asElement(made.get(key)));
};
const Shell = ({ layout, children, params }) => {
  const tree = asElement(layout({ children, params: Object.assign(Promise.resolve(params), params) }));
  const body = tree?.type === "html" ? React.Children.toArray(tree.props.children).find((child) => child.type === "body") : null;
  React.useLayoutEffect(() => {
    if (tree?.type !== "html") return;
    document.documentElement.className = tree.props.className ?? "";
    document.body.className = body?.props.className ?? "";
  });
  return body ? body.props.children : tree;
};
const App = () => {
  const path = React.useSyncExternalStore((run) => {
    addEventListener("popstate", run);
    addEventListener("edgewright-route", run);
    return () => { removeEventListener("popstate", run); removeEventListener("edgewright-route", run); };
  }, () => location.pathname);
  const [shown, show] = React.useState(null);
  React.useEffect(() => {
    let gone = false;
    for (const [pattern, page, layouts, shell] of routes) {
      const params = match(pattern, path);
      if (params === null) continue;
      globalThis.__edgewrightParams = params;
      Promise.all([page(), ...layouts.map((load) => load())]).then(([content, ...around]) => {
        if (content.metadata?.title) document.title = content.metadata.title.default ?? content.metadata.title;
        if (!gone) show({ path, params, shell, page: content.default, layouts: around.map((one) => one.default) });
      }, (error) => show(() => { throw error; }));
      return () => { gone = true; };
    }
    show({ path, params: {}, page: () => React.createElement("p", null, "There is no page " + path + "."), layouts: [] });
  }, [path]);
  if (shown === null) return null;
  const params = Object.assign(Promise.resolve(shown.params), shown.params);
  const search = Object.fromEntries(new URLSearchParams(location.search));
  const props = { params, searchParams: Object.assign(Promise.resolve(search), search) };
  if (shown.shell) return React.createElement(shown.layouts[0], { Component: shown.page, pageProps: {} });
  const content = called(shown.page, props, shown.path);
  return shown.layouts.reduceRight((inner, layout) => React.createElement(Shell, { layout, params: shown.params }, inner), content);
};
createRoot(document.getElementById("root")).render(React.createElement(React.Suspense, { fallback: null }, React.createElement(App)));
`;
