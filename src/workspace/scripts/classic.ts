// Scripts that only a classic script element runs: `with`, and HTML comments. The compiler reads modules and takes these for mistakes.

/** For each form, a replacement of the same length that modules allow. */
const forms: readonly [pattern: RegExp, replacement: string][] = [
  [/\bwith(?=\s*\()/g, "if  "],
  [/<!--/g, "//  "],
  [/^([ \t]*)-->/gm, "$1// "],
];

/** Only files named as plain JavaScript can be such scripts; a module's name has another extension. */
export function mayBeClassic(path: string): boolean {
  return /\.c?js$/i.test(path);
}

/** The script in a form that modules allow, only for the compiler; null if nothing in it is classic. */
export function asModuleForm(source: string): string | null {
  let form = source;
  for (const [pattern, replacement] of forms) form = form.replace(pattern, replacement);
  return form === source ? null : form;
}
