// What a parser says of code that browsers refuse, in words that tell what to do.
import { shortened } from "../../../base/surrogates.ts";

/** Longest source text quoted in a message, UTF-16 units. */
const quotedCharacters = 40;

const texts: readonly [said: RegExp, text: string][] = [
  [
    /^Identifier '#(.+)' has already been declared$/,
    'The private name "#$1" is declared twice in this class: remove or rename one.',
  ],
  [/^Identifier '(.+)' has already been declared$/, '"$1" is declared a second time here: remove or rename one of the two.'],
  [/^Duplicate export 'default'$/, "This file has a second default export here: a file can have only one."],
  [/^Duplicate export '(.+)'$/, '"$1" is exported a second time here: remove one of the two exports.'],
  [/^Export '(.+)' is not defined$/, '"$1" is exported, but this file neither declares nor imports it.'],
  [
    /^Cannot use keyword 'await' outside an async function$/,
    "`await` stands in a function that is not async: write `async` before that function.",
  ],
  [/^Cannot use await in class static/, "`await` cannot stand in a static block of a class."],
  [/^'return' outside of function$/, "`return` stands outside of a function. Is a bracket closed too early above?"],
  [/^Unsyntactic break$/, "`break` stands outside of a loop or switch, or names a label that is not there."],
  [/^Unsyntactic continue$/, "`continue` stands outside of a loop, or names a label that is not there."],
  [
    /^The keyword '(.+)' is reserved$/,
    "`$1` is a reserved word here, and cannot be a name. (`yield` needs a generator: `function*`.)",
  ],
  [/^'super' keyword outside a method$/, "`super` stands outside of a method of a class."],
  [/^super\(\) call outside constructor/, "`super()` can be called only in the constructor of a class that extends another."],
  [/^'new\.target' can only/, "`new.target` stands outside of a function."],
  [/^Invalid regular expression flag$/, "This regular expression has a flag that does not exist: d, g, i, m, s, u, v and y do."],
  [/^Duplicate regular expression flag$/, "This regular expression has a flag twice."],
  [/^Private field '(.+)' must be declared/, 'The private name "$1" is not declared in this class.'],
  [/^Octal literal in strict mode$/, "A text cannot have an octal escape such as \\01: write \\x01."],
  [/^Argument name clash$/, "Two parameters of this function have the same name."],
  [/^Deleting local variable/, "`delete` removes properties, and this is a variable."],
  [/^Assigning to rvalue$/, "Nothing can be assigned to this: the left side must be a variable or a property."],
  [/^Assigning to (eval|arguments) in strict mode$/, "`$1` cannot be assigned to."],
  [/^Binding (eval|arguments) in strict mode$/, "`$1` cannot be the name of a variable."],
  [/^Label '(.+)' is already declared$/, 'The label "$1" stands inside of another one of that name.'],
  [/^'with' in strict mode$/, "Modules have no `with`."],
  [
    /^'import' and 'export' may only appear at the top level$/,
    "`import` and `export` cannot stand inside of a block or function. Is a bracket missing above?",
  ],
  [/^'import' and 'export' may appear only with/, '`import` and `export` need a module: the script tag must have type="module".'],
  [/^Cannot use 'import\.meta' outside a module$/, '`import.meta` needs a module: the script tag must have type="module".'],
  [/^Duplicate constructor in the same class$/, "This class has a second constructor here: a class can have only one."],
  [/^Logical expressions and coalesce expressions cannot be mixed/, "`??` cannot be mixed with `||` or `&&` without brackets."],
  [/^Shorthand property assignments are valid only/, "`=` cannot stand in an object here: write `:`."],
  [/^Complex binding patterns require/, "A declaration that takes something apart needs a value."],
  [/^Illegal newline after throw$/, "`throw` needs its value on the same line."],
  [/^Missing catch or finally clause$/, "`try` needs a `catch` or `finally`."],
];

export function explained(message: string, code: string, offset: number): string {
  if (message === "Invalid number" && /^0\d/.test(code.slice(offset, offset + 2))) {
    return "A number cannot start with 0 in a module: leave the 0 out, or write 0o for an octal one.";
  }
  if (message === "Unexpected token") return unexpected(code, offset);
  for (const [said, text] of texts) {
    const match = said.exec(message);
    if (match) return text.replace("$1", () => shortened(match[1] ?? "", quotedCharacters, () => "…"));
  }
  return shortened(message, quotedCharacters * 5, () => "…");
}

function unexpected(code: string, offset: number): string {
  if (offset >= code.length) return "Unexpected token: the file ends before a bracket or block is closed";
  const found = /^(?:[\p{L}\p{N}_$]+|.)/u.exec(code.slice(offset, offset + quotedCharacters))?.[0] ?? "";
  const hint = found === "await" ? ". `await` needs an async function, or a module" : "";
  return `Unexpected token: found ${JSON.stringify(found)}${hint}`;
}
