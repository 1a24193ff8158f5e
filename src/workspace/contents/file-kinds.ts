// The kind of file a path names, which decides what cannot be meant in it, and whether a text is of that kind.
import { scanCss } from "../checks/css.ts";
import { findJsonProblem } from "../checks/json.ts";
import { compileModule, isScript } from "../modules.ts";

/** `prose`: anything may be meant, even a code fence. `other`: a kind of code that we do not parse. */
export type FileKind = "html" | "svg" | "css" | "json" | "script" | "prose" | "other";

const byExtension: Record<string, FileKind> = {
  html: "html",
  htm: "html",
  svg: "svg",
  css: "css",
  json: "json",
  webmanifest: "json",
  md: "prose",
  mdx: "prose",
  markdown: "prose",
  txt: "prose",
  text: "prose",
  rst: "prose",
  adoc: "prose",
  csv: "prose",
  tsv: "prose",
  log: "prose",
  diff: "prose",
  patch: "prose",
};

export function kindOf(path: string): FileKind {
  if (isScript(path)) return "script";
  const extension = /\.(\w+)$/.exec(path.trim())?.[1]?.toLowerCase();
  return extension === undefined ? "prose" : (byExtension[extension] ?? "other");
}

/** Null if unknown. A text on which the parser breaks down does not count as a file. */
export function isWhole(path: string, content: string): boolean | null {
  try {
    switch (kindOf(path)) {
      case "script":
        return compileModule(path, content).ok;
      case "json":
        return findJsonProblem(content) === null;
      case "css":
        return scanCss(content).problem === null;
      default:
        return null;
    }
  } catch {
    return false;
  }
}
