// Pictures and other binary files of an app: their bytes, whole or in part, and what stands for a picture that is missing.
import { endingOf, promisedBinary, typeNamed } from "../base/file-types.ts";
import type { BinaryFile } from "./app.ts";
import { escapeHtml } from "./markup.ts";
import type { Reply } from "./reply.ts";

export function serveBinary(reply: Reply, version: number, { file, open }: BinaryFile): Promise<Response> {
  // Only types of our own list: what is stored is never served as something that runs.
  return reply.bytes(version, file.sha256, typeNamed(file.content_type ?? "").type, file.size, open);
}

const isPicture = (path: string) => promisedBinary(path)?.kind === "picture" || endingOf(path) === "svg";

/** Null where nothing can stand for the file. The status says that it is missing; browsers draw the picture all the same. */
export function standIn(reply: Reply, path: string): Response | null {
  return isPicture(path) ? reply.picture(404, missingPicture(path)) : null;
}

/**
 * A grey picture with the file's name and its size on the page, in CSS pixels. Inside of an SVG, 100vw is the width at which it is drawn; the arctangent
 * turns lengths into numbers, and counters show them.
 */
function missingPicture(path: string): string {
  const name = escapeHtml(path.slice(path.lastIndexOf("/") + 1));
  const length = (property: string) => `@property ${property} { syntax: "&lt;length>"; inherits: true; initial-value: 0px }`;
  const inPixels = (property: string) => `calc(tan(atan2(var(${property}), 1px)))`;
  return `<svg xmlns="http://www.w3.org/2000/svg" role="img">
<title>${name} is missing</title>
<style>
${length("--width")}
${length("--height")}
:root { --width: 100vw; --height: 100vh }
p { margin: 0; height: 100vh; display: flex; flex-direction: column; align-items: center; justify-content: center;
  font: 13px/1.4 system-ui, sans-serif; color: #50565b; text-align: center; overflow-wrap: anywhere; overflow: hidden }
p::after { counter-reset: width ${inPixels("--width")} height ${inPixels("--height")}; content: counter(width) " × " counter(height) }
@media (max-width: 100px), (max-height: 44px) { p { display: none } }
</style>
<rect width="100%" height="100%" fill="#d9dcde"/>
<foreignObject width="100%" height="100%"><p xmlns="http://www.w3.org/1999/xhtml">${name} is missing</p></foreignObject>
</svg>
`;
}
