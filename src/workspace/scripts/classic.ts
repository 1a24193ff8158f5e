// Scripts that only a classic script element runs: `with`, and HTML comments. The compiler reads modules and takes these for mistakes.

/** In each form what takes the place of what modules do not have, of the same length. */
const forms: readonly [pattern: RegExp, replacement: string][] = [
  [/\bwith(?=\s*\()/g, "if  "],
  [/<!--/g, "//  "],
  [/^([ \t]*)-->/gm, "$1// "],
];

/** Only files that are plain JavaScript by their names can be such scripts; a module's name ends otherwise. */
export function mayBeClassic(path: string): boolean {
  return /\.c?js$/i.test(path);
}

/** The script in a form that a module could have, for the eyes of the compiler only; null when nothing in it is classic. */
export function asModuleForm(source: string): string | null {
  let form = source;
  for (const [pattern, replacement] of forms) form = form.replace(pattern, replacement);
  return form === source ? null : form;
}
