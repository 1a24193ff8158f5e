// Checks on an app: everything its entry page reaches must parse, resolve and fit together. check-file.ts finds one file's own problems, imported-names.ts
// names missing between modules.
import { type Libraries, vendored } from "../libraries/libraries.ts";
import { entryPath } from "../protocol/constants.ts";
import { behindWall, type Diagnostic, lookAtFile } from "./checks/check-file.ts";
import { checkNames } from "./checks/imported-names.ts";
import type { Load, PageLook, ReadScript } from "./checks/look.ts";
import { checkUsedNames } from "./checks/used-names.ts";
import { completedPage, entryFile, madePage } from "./entry.ts";
import { type CompiledModule, isScript } from "./modules.ts";
import { withOwnNames } from "./page-maps.ts";
import type { Exists } from "./resolve.ts";
import { stepsForApp, withSource } from "./scripts/metered-text.ts";

export { checkFile, type Diagnostic } from "./checks/check-file.ts";

/** What a check reads: a Workspace, or a Map through its `has` and `get`. */
export interface FileReader {
  read(path: string): string | undefined;
  has(path: string): boolean;
  /** All files. Without it, what depends on which there are (`import.meta.glob`) is not followed. */
  list?(): readonly { path: string }[];
}

const mayMakeGlobal = (path: string, content: string) => isScript(path) && /\b(?:window|globalThis)\b/.test(content);

const madePageMessage = `There is no ${entryPath}. Previews make a plain page for the app's first script; write ${entryPath} to have your own title and head.`;

/**
 * Checks what a preview loads: the entry, and everything its imports reach. An error means the app cannot start. Each file is read once, and all
 * share one compiler budget, so the time depends on the total text, however it is divided.
 */
export function checkApp(files: FileReader, libraries: Libraries = vendored): Diagnostic[] {
  const has: Exists = (path) => files.has(path);
  const entry = entryFile(has);
  const written = files.read(entry);
  const page = written ?? madePage(files);
  const noEntry = (message: string, severity: Diagnostic["severity"]) => ({
    path: entryPath,
    line: 1,
    column: 1,
    message,
    severity,
  });
  if (page === null) return [noEntry(`There is no ${entryPath}. It is the page a preview opens: write it.`, "error")];
  const exists: Exists = (path) => path === entry || has(path);
  const textOf = (path: string) => (path === entry ? page : files.read(path));
  const own = withOwnNames(libraries, { read: textOf, list: () => files.list?.() ?? [{ path: entry }] });
  const paths = files.list?.().map(({ path }) => path);
  const steps = stepsForApp();
  const diagnostics: Diagnostic[] = written === undefined ? [noEntry(madePageMessage, "warning")] : [];
  const modules = new Map<string, CompiledModule | null>();
  const scripts: ReadScript[] = [];
  let shared: PageLook = { elementNames: [], isOpen: false };
  const waiting: Load[] = [{ path: entry, goal: "module" }];
  for (let load = waiting.pop(); load !== undefined; load = waiting.pop()) {
    const { path, goal } = load;
    const content = path === entry ? completedPage(path, page, has) : files.read(path);
    if (modules.has(path) || content === undefined) continue;
    modules.set(path, null);
    const reached = behindWall(path, () => {
      const look = lookAtFile(path, content, {
        exists,
        libraries: own,
        steps: withSource(steps, content),
        goal,
        ...(paths ? { paths } : {}),
      });
      modules.set(path, look.module);
      scripts.push(...look.scripts);
      if (look.page !== null) shared = look.page;
      // What a broken script declares or makes global is not known.
      if (look.scripts.length === 0 && (goal === "script" || mayMakeGlobal(path, content))) shared = { ...shared, isOpen: true };
      waiting.push(...look.loads);
      return look.diagnostics;
    });
    diagnostics.push(...reached);
  }
  diagnostics.push(...behindWall(entry, () => checkNames(modules, exists, own)));
  diagnostics.push(...behindWall(entry, () => checkUsedNames(scripts, shared, { exists, libraries: own, modules })));
  return diagnostics;
}
