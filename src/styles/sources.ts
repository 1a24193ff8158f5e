// Which files of an app have a part in its styles, and which stylesheets are for Tailwind.

import type { Exists } from "../workspace/app-files.ts";
import { isTailwind, scanCss, usesTailwind } from "../workspace/checks/css.ts";
import { animationsName, resolveStyleUrl } from "../workspace/css-imports.ts";

const sources = /\.(?:html?|[cm]?[jt]sx?|vue|svelte|astro|mdx?|css|json|txt|ya?ml|php|hbs|ejs|pug)$/i;
/** Written by tools, and long. */
const never = /(?:^|\/)(?:package(?:-lock)?|[tj]sconfig[^/]*|composer)\.json$|\.min\.js$|(?:^|\/)pnpm-lock\.yaml$/i;

/** Whether a file may have class names, settings or styles. */
export const isStyleSource = (path: string): boolean => sources.test(path) && !never.test(path);

/** Imports looked at for one stylesheet: small files that import each other could otherwise go on without end. */
const maxImports = 200;

type Read = (path: string) => Promise<string | null>;

/** Whether a stylesheet, or one that it imports, has to be compiled with Tailwind. */
export async function isForTailwind(path: string, css: string, read: Read, exists: Exists): Promise<boolean> {
  const seen = new Set([path]);
  const waiting = [{ path, css }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (usesTailwind(next.css)) return true;
    for (const { name, url } of scanCss(next.css).atRules) {
      if (name !== "import" || url === null) continue;
      if (isTailwind(url) || url === animationsName) return true;
      const found = importedFile(url, next.path, exists);
      if (found === null || seen.has(found) || seen.size > maxImports) continue;
      seen.add(found);
      waiting.push({ path: found, css: (await read(found)) ?? "" });
    }
  }
  return false;
}

function importedFile(url: string, path: string, exists: Exists): string | null {
  const found = resolveStyleUrl(url, path, exists);
  return found?.kind === "file" ? found.path : null;
}
