// Where the libraries come from and where their files go.
import { join } from "node:path";

export const root = join(import.meta.dirname, "../..");
/** Packages of generated apps, apart from our own. */
export const librariesFolder = join(root, "libraries");
export const outputFolder = join(root, "public/vendor");
export const listPath = join(root, "src/libraries/list.json");
export const factsPath = join(root, "src/libraries/built.generated.json");
/** Versions and sizes, for docs/libraries.md. */
export const sizesPath = join(root, "build/libraries.json");
