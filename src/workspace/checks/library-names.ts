// Checks the names that a module imports from libraries. A browser refuses a module that imports a name the library does not export.
import type { Libraries, Provided } from "../../libraries/libraries.ts";
import { missingNameMessage, type Searches } from "../../libraries/words.ts";

/** What is wrong with the names imported from a library, in sentences. */
export const missingLibraryNames = (
  names: readonly string[],
  provided: Provided,
  libraries: Libraries,
  searches: Searches,
): string[] => names.flatMap((name) => missingNameMessage(name, provided, libraries, searches) ?? []);
