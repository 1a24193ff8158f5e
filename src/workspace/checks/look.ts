// What a check of a file finds: the words shared by all checks.
import type { Program } from "acorn";
import type { Libraries } from "../../libraries/libraries.ts";
import type { LineAndColumn } from "../frame.ts";
import type { CompiledModule } from "../modules.ts";
import type { Exists } from "../resolve.ts";
import type { Steps } from "../scripts/metered-text.ts";
import type { Goal } from "./syntax/parse.ts";

export interface Diagnostic {
  path: string;
  /** From 1. */
  line: number;
  /** From 1, in UTF-16 units. */
  column: number;
  message: string;
  /** error: the file or app does not load. warning: it loads, but part of it is missing. */
  severity: "error" | "warning";
}

/** What reading a file found. */
export interface FileLook {
  diagnostics: Diagnostic[];
  /** Set for a script that can be parsed. */
  module: CompiledModule | null;
  /** Scripts in it that a browser accepts. */
  scripts: ReadScript[];
  /** Files it loads by itself. */
  loads: Load[];
  /** Set for a page. */
  page: PageLook | null;
}

/** What a page adds to the names that its scripts can use. */
export interface PageLook {
  /** Ids and names of its elements. */
  elementNames: string[];
  /** It loads scripts from other hosts, which may declare anything. */
  isOpen: boolean;
}

/** A script that a browser accepts. */
export interface ReadScript {
  path: string;
  goal: Goal;
  source: string;
  tree: Program;
  /** Where a place of the compiled code stands in the file. */
  placeOf(offset: number): LineAndColumn;
}

export interface Load {
  path: string;
  /** How a browser reads it, if it is a script. */
  goal: Goal;
}

/** What a file is looked at with. */
export interface Surroundings {
  exists: Exists;
  libraries: Libraries;
  /** The compiler's budget. */
  steps: Steps;
  /** How the file is loaded, if it is a script; null if that is not known. */
  goal: Goal | null;
  /** All files of the app; absent if they are not known. */
  paths?: readonly string[];
}

export const nothing: FileLook = { diagnostics: [], module: null, scripts: [], loads: [], page: null };

export function missingFileMessage(written: string, path: string): string {
  return `"${written}" leads to ${path}, and there is no such file.`;
}
