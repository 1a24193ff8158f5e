// Other files than scripts as ES modules: `import "./styles.css"`, `import data from "./data.json"`, `import logo from "./logo.svg"`.
import { cssModule, isCssModule } from "../workspace/css-modules.ts";
import { isScript } from "../workspace/modules.ts";
import { type PreviewApp, urlOf } from "./app.ts";
import { isJson, isStylesheet } from "./content-types.ts";
import { type PageStyle, pageStyle } from "./styles.ts";

/** Requests a file as a module. Our own name, since an app may use `?import`, `?raw` and `?url` itself. */
const moduleMark = "__edgewright-module";
const forms = ["raw", "url", "inline", "react", "worker", "sharedworker"] as const;

/** What an import says about a file beside its name. */
export interface Asked {
  names: readonly string[];
  attribute: string | null;
}

/** Query of a file's module form: none for scripts, else our mark with the form the import asked for. */
export function assetQuery(path: string, query: string, { names, attribute }: Asked = { names: [], attribute: null }): string {
  const form = forms.find((candidate) => query.split("&").includes(candidate));
  if (form !== undefined) return `${moduleMark}&${form}`;
  if (attribute === "css") return `${moduleMark}&sheet`;
  if (names.includes(svgComponent) && isSvg(path)) return `${moduleMark}&component`;
  return isScript(path) ? "" : moduleMark;
}

export function isAssetModule(query: URLSearchParams): boolean {
  return query.has(moduleMark);
}

/** Code of the module form. Invalid JSON is found before this is called. */
export async function assetModule(app: PreviewApp, path: string, content: string, query: URLSearchParams): Promise<string> {
  if (query.has("raw")) return defaultExport(content);
  if (query.has("url")) return defaultExport(urlOf(app.mount, path));
  if (query.has("worker")) return workerModule("Worker", urlOf(app.mount, path));
  if (query.has("sharedworker")) return workerModule("SharedWorker", urlOf(app.mount, path));
  if (isSvg(path) && query.has("react")) return `${svgModule(content)}export default ${svgComponent};\n`;
  if (isSvg(path) && query.has("component")) {
    return `${svgModule(content)}export { ${svgComponent} };\n${defaultExport(urlOf(app.mount, path))}`;
  }
  if (isJson(path)) return jsonModule(content);
  if (!isStylesheet(path)) return defaultExport(urlOf(app.mount, path));
  const style = await pageStyle(app, path, content);
  if (query.has("sheet")) return sheetModule(style.css);
  return query.has("inline") ? defaultExport(style.css) : styleModule(path, style);
}

/** Of a file that is only referred to: a picture, a font, a sound, whether it is there or not. */
export const addressModule = (mount: string, path: string): string => defaultExport(urlOf(mount, path));

function defaultExport(value: string): string {
  return `export default ${JSON.stringify(value)};\n`;
}

/** `import Worker from "./work.ts?worker"`: a class that starts it. */
function workerModule(kind: "Worker" | "SharedWorker", url: string): string {
  const options = '{ type: "module", ...options }';
  return `export default class extends ${kind} { constructor(options) { super(${JSON.stringify(url)}, ${options}); } }\n`;
}

/** `import sheet from "./x.css" with { type: "css" }`. */
function sheetModule(css: string): string {
  return `const sheet = new CSSStyleSheet();\nsheet.replaceSync(${JSON.stringify(css)});\nexport default sheet;\n`;
}

/** The name by which one build tool exports it; another one exports it as the default of `?react`. */
const svgComponent = "ReactComponent";
const isSvg = (path: string) => /\.svg$/i.test(path);

/** A picture as a component: its attributes in React's names, its content as it is. */
function svgModule(content: string): string {
  return `import { createElement } from "react";
const root = new DOMParser().parseFromString(${JSON.stringify(content)}, "image/svg+xml").documentElement;
const named = { class: "className", style: null };
const attributes = {};
for (const { name, value } of root.attributes) {
  const key = name in named ? named[name] : /^(data|aria)-/.test(name) ? name : name.replace(/[-:](\\w)/g, (_, letter) => letter.toUpperCase());
  if (key !== null) attributes[key] = value;
}
const html = { __html: root.innerHTML };
const ${svgComponent} = (props) => createElement("svg", { ...attributes, ...props, dangerouslySetInnerHTML: html });
`;
}

/** Top-level keys are also exported by name, as build tools do. */
function jsonModule(content: string): string {
  const value: unknown = JSON.parse(content);
  const keys = typeof value === "object" && value !== null && !Array.isArray(value) ? Object.keys(value) : [];
  const named = keys.filter((key) => key !== "default" && key.isWellFormed());
  const lines = named.map(
    (key, index) => `const v${index} = data[${JSON.stringify(key)}]; export { v${index} as ${JSON.stringify(key)} };`,
  );
  return [`const data = JSON.parse(${JSON.stringify(content)});`, "export default data;", ...lines, ""].join("\n");
}

/** Puts the stylesheet into the page. Its names are exported for CSS modules. */
function styleModule(path: string, { css, remote }: PageStyle): string {
  const own = isCssModule(path) ? cssModule(path, css) : null;
  const lines = [
    'const style = document.createElement("style");',
    `style.dataset.file = ${JSON.stringify(path)};`,
    `style.textContent = ${JSON.stringify(own?.css ?? css)};`,
  ];
  if (remote !== "") {
    lines.push(
      'const remote = document.createElement("style");',
      `remote.textContent = ${JSON.stringify(remote)};`,
      "document.head.append(remote);",
    );
  }
  lines.push(
    "document.head.append(style);",
    own === null ? "export default style.textContent;" : jsonModule(JSON.stringify(own.names)),
    "",
  );
  return lines.join("\n");
}
