// The one list of the libraries that generated apps may import: list.json. The build, the checks, the prompt and docs/libraries.md read it.
import list from "./list.json" with { type: "json" };

export interface Library {
  /** The package. */
  name: string;
  /** In a few words, for models and people. */
  purpose: string;
  /** Its modules, by file: those that are used together are in one. Without them it is the package itself. */
  files?: readonly (readonly string[])[];
  /** Its stylesheets. */
  css?: readonly string[];
  /** Whether the prompt names it. */
  prompt?: boolean;
  /** Packages for which it is named when an app imports them. */
  insteadOf?: readonly string[];
}

export const libraries: readonly Library[] = list;
