// The list of libraries, as the build reads it.
import { readFile } from "node:fs/promises";
import { listPath } from "./folders.ts";

export interface ListedLibrary {
  /** The package. */
  name: string;
  purpose: string;
  /** Its modules, by file: those that are used together are in one. Without them it is the package itself. */
  files?: string[][];
  css?: string[];
  /** Whether the prompt names it. */
  prompt?: boolean;
  /** Packages for which it is named when an app imports them. */
  insteadOf?: string[];
}

export async function readList(): Promise<ListedLibrary[]> {
  return JSON.parse(await readFile(listPath, "utf8"));
}

export const filesOf = ({ name, files }: ListedLibrary): string[][] => files ?? [[name]];

export const modulesOf = (library: ListedLibrary): string[] => filesOf(library).flat();

/** "@scope/name" of "@scope/name/part". */
export const packageOf = (specifier: string): string => /^(?:@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? specifier;
