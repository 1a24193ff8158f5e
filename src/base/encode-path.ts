// Paths of files as parts of addresses.

/** Also without quotes and parentheses, so that the address can stand in any string, attribute or `url()`. */
export function encodePath(path: string): string {
  return path.split("/").map(encodeSegment).join("/");
}

export function encodeSegment(segment: string): string {
  return encodeURIComponent(segment).replace(/['()]/g, (character) => `%${character.charCodeAt(0).toString(16)}`);
}
