// Pictures, fonts and sounds that a script names by address and the app does not have: `<img src="/hero.jpg">` in JSX, or a list of addresses. The app
// loads without them, so these are warnings.
import { endingOf, isMedia } from "../../base/file-types.ts";
import { entryPath } from "../../protocol/constants.ts";
import { type Exists, resolveUrl } from "../app-files.ts";
import { createPlaces } from "../frame.ts";
import { type Diagnostic, missingFileMessage } from "./look.ts";

/** A whole text that is an address from the root, or the value of an attribute that loads something. */
const addresses = /(?:\b(?:src|poster)=\{?)?["'`](\.{0,2}\/?[\w@%~()./-]{1,200}\.\w{2,5})["'`]/g;
const loading = /^(?:src|poster)=/;

/** Most that are told of one file. */
const toldAtMost = 20;

/** `imported`: specifiers that the file imports, which are told elsewhere. */
export function missingMedia(path: string, content: string, exists: Exists, imported: ReadonlySet<string>): Diagnostic[] {
  const places = createPlaces(content);
  const told = new Map<string, Diagnostic>();
  for (const match of content.matchAll(addresses)) {
    const [whole, url = ""] = match;
    if (told.size >= toldAtMost) break;
    if (told.has(url) || imported.has(url) || !isMedia(url) || endingOf(url) === "") continue;
    // Elsewhere a relative text may mean anything.
    if (!url.startsWith("/") && !loading.test(whole)) continue;
    // Addresses in scripts are relative to the page, not to the script.
    const resolution = resolveUrl(url, entryPath, exists);
    if (resolution?.kind !== "missing" || resolution.path === "") continue;
    const at = match.index + whole.indexOf(url);
    told.set(url, { path, ...places.at(at), message: missingFileMessage(url, resolution.path), severity: "warning" });
  }
  return [...told.values()];
}
