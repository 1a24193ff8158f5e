// The module scripts of a page: what they reach comes with the page, and its head says what every name means. Pages that forbid scripts in themselves, and
// apps that are too large, get an import map alone.
import { type ImportMap, ledBy } from "../libraries/import-map.ts";
import { resolveUrl } from "../workspace/app-files.ts";
import type { HtmlElement } from "../workspace/checks/html.ts";
import { isScript } from "../workspace/modules.ts";
import { isImportMap, writtenMap } from "../workspace/page-maps.ts";
import type { Lead } from "./addresses.ts";
import { type PreviewApp, reservedFolder, urlOf } from "./app.ts";
import { assetQuery } from "./asset-modules.ts";
import { jsxRuntimeModule } from "./browser/jsx-runtime.ts";
import { type LoadedModules, moduleLoader } from "./browser/module-loader.ts";
import { type Bundle, bundleModules } from "./bundle.ts";
import { ledMap, mergedImports } from "./import-maps.ts";
import { escapeHtml, scriptJson } from "./markup.ts";
import { moduleLinks } from "./module-links.ts";
import { libraryNames, vendoredLoads, vendorUrl } from "./vendor.ts";

export interface PageModules {
  /** Markup that comes before every module of the page. */
  head: string;
  /** Address of the module that a script element of the page loads, if it came with the page. */
  given(src: string): string | null;
}

export interface Page {
  app: PreviewApp;
  path: string;
  elements: readonly HtmlElement[];
  lead: Lead;
  /** Code of a module of the app by its address, as the browser would get it; null where there is none. */
  read(address: string): Promise<string | null>;
  /** Code of an inline module, as the page has it. */
  inline(text: string): string;
}

/** Texts that modules may be made of are read with one query, if they are not more than this, bytes. */
const mostReadAhead = 2_000_000;
const readAheadKinds = /\.(?:[cm]?[jt]sx?|css|json|vue|svelte)$/i;

export async function pageModules(page: Page): Promise<PageModules> {
  const { app, path, elements } = page;
  const own = ownMap(page);
  const scripts = elements.filter(({ name }) => name === "script");
  const modules = scripts.filter(({ attributes }) => attributes.get("type")?.trim().toLowerCase() === "module");
  const addressOf = (src: string): string | null => {
    const resolution = /[?#]/.test(src) ? null : resolveUrl(src, path, app.exists);
    return resolution?.kind === "file" && isScript(resolution.path) ? urlOf(app.mount, resolution.path) : null;
  };
  const inline = modules.flatMap(({ attributes, text }) => (attributes.has("src") ? [] : (moduleLinks(page.inline(text)) ?? [])));
  const imported = inline.flatMap(({ imports }) => imports.map(({ specifier }) => specifier));
  const roots = new Set(modules.flatMap(({ attributes }) => addressOf(attributes.get("src") ?? "#") ?? []));
  for (const specifier of imported) {
    const address = ledBy(own.imports, specifier) ?? specifier;
    if (isOwn(app, address)) roots.add(address);
  }

  const bundle = elements.some(forbidsScripts) ? null : await bundled(page, own, roots);
  // Other scripts may make modules of their own, with names that nobody knows.
  const open =
    !bundle?.closed ||
    inline.some(({ needsAddress }) => needsAddress) ||
    scripts.some((one) => !modules.includes(one) && !isData(one));
  const libraries = libraryNames(app.mount, app.resolved, open);
  const imports = mergedImports(own, libraries.imports, jsxUrl(app));
  const rest = restOf(own, libraries.integrity);
  if (bundle === null || bundle.modules.size + bundle.others.size === 0) {
    const map = { imports: Object.fromEntries(imports), ...rest };
    return { head: `<script type="importmap">${scriptJson(map)}</script>`, given: () => null };
  }
  // A folder of the page's map would lead a browser to the address, and not to the module that is there already.
  for (const name of imported) {
    const target = ledBy(own.imports, name);
    if (target !== null && isOwn(app, target)) imports.set(name, target);
  }
  const given = new Map(bundle.modules);
  if ([...imports.values()].includes(jsxUrl(app))) given.set(jsxUrl(app), jsxRuntimeModule);
  const loader = moduleLoader({ modules: [...given], others: [...bundle.others], imports: [...imports], ...rest });
  const first = [...bundle.first, ...imported].map((name) => imports.get(name) ?? name);
  return {
    head: `<script>${loader}</script>${preloads(app.mount, first)}`,
    given: (src) => {
      const address = addressOf(src);
      return address !== null && given.has(address) ? address : null;
    },
  };
}

async function bundled({ app, read }: Page, own: ImportMap, roots: ReadonlySet<string>): Promise<Bundle | null> {
  const ahead = app.paths.filter((path) => readAheadKinds.test(path));
  if (ahead.reduce((sum, path) => sum + app.size(path), 0) > mostReadAhead) return null;
  if (roots.size > 0) await Promise.all(ahead.map(app.read));
  const scoped = [...own.scopes].sort(([one], [other]) => other.length - one.length);
  return bundleModules(roots, {
    isOwn: (address) => isOwn(app, address),
    read,
    // Modules in the page have no address that a scope could begin with.
    lead: (specifier, importer) => {
      const entries = scoped.find(([prefix, scope]) => importer.startsWith(prefix) && ledBy(scope, specifier) !== null)?.[1];
      return entries ? ledBy(entries, specifier) : null;
    },
  });
}

/** The page's own map with addresses as modules have them. */
function ownMap({ app, path, elements, lead }: Page): ImportMap {
  return ledMap(writtenMap(elements), (target) => {
    const resolution = target.endsWith("/") ? null : resolveUrl(target, path, app.exists);
    if (resolution?.kind !== "file") return lead(target);
    return urlOf(app.mount, resolution.path, assetQuery(resolution.path, ""));
  });
}

function restOf(own: ImportMap, ours: Record<string, string>): Pick<LoadedModules, "scopes" | "integrity"> {
  const led = [...own.scopes].map(([prefix, entries]) => [prefix, Object.fromEntries(entries)] as const);
  // A file of the app is compiled: no one can know what its code will be.
  const external = [...Object.entries(ours), ...own.integrity].filter(([url]) => /^https?:/i.test(url));
  return {
    ...(led.length > 0 ? { scopes: Object.fromEntries(led) } : {}),
    ...(external.length > 0 ? { integrity: Object.fromEntries(external) } : {}),
  };
}

const jsxUrl = ({ mount }: PreviewApp) => `${mount}${reservedFolder}jsx-runtime.js`;

function isOwn({ mount }: PreviewApp, address: string): boolean {
  return address.startsWith(`${mount}/`) && !address.startsWith("//") && !address.startsWith(vendorUrl(mount, ""));
}

function preloads(mount: string, needed: readonly string[]): string {
  const files = new Set(needed.flatMap((url) => vendoredLoads(mount, url)));
  return [...files].map((url) => `<link rel="modulepreload" href="${escapeHtml(url)}">`).join("");
}

/** Its policy is for what the app loads, and would stop what we put in its place. */
function forbidsScripts({ name, attributes }: HtmlElement): boolean {
  return name === "meta" && attributes.get("http-equiv")?.trim().toLowerCase() === "content-security-policy";
}

/** A script element that runs nothing. */
function isData(element: HtmlElement): boolean {
  return isImportMap(element) || /(?:^|[/+])json$/i.test(element.attributes.get("type")?.trim() ?? "");
}
