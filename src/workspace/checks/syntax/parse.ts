// Reads compiled code as a browser does, and finds what makes a browser refuse all of it: early errors, which the compiler passes. Only acorn is used here;
// the words are in wording.ts.
import { type Options, Parser, type Program } from "acorn";
import { withoutStacks } from "../../../base/without-stacks.ts";
import { tooDeep } from "../../scripts/transform.ts";
import { explained } from "./wording.ts";

/** How a browser reads the code. handler: an attribute such as onclick, whose code is the body of a function. */
export type Goal = "module" | "script" | "handler";

export type Syntax = { ok: true; tree: Program } | { ok: false; offset: number; message: string };

/** Never throws. The time grows with the code and no faster. */
export function parseSyntax(code: string, goal: Goal): Syntax {
  const parser = new LinearParser(optionsOf(goal), code);
  try {
    return { ok: true, tree: withoutStacks(() => parser.parse()) };
  } catch (error) {
    // Acorn itself says so when it notices.
    const isTooDeep = error instanceof RangeError || (error instanceof SyntaxError && /^Not enough stack/.test(error.message));
    if (isTooDeep) return { ok: false, offset: Math.min(parser.pos, code.length), message: tooDeep };
    if (!(error instanceof SyntaxError)) throw error;
    const said = "pos" in error && typeof error.pos === "number" ? error.pos : 0;
    // A regular expression starts at its slash.
    const offset = /regular expression/.test(error.message) ? said - 1 : said;
    return { ok: false, offset, message: explained(error.message.replace(/ \(\d+:\d+\)$/, ""), code, offset) };
  }
}

function optionsOf(goal: Goal): Options {
  return {
    ecmaVersion: "latest",
    sourceType: goal === "module" ? "module" : "script",
    allowReturnOutsideFunction: goal === "handler",
  };
}

interface Scope {
  flags: number;
  var: Names;
  lexical: Names;
  functions: Names;
}

/** Acorn looks through a scope's names at each declaration: a set keeps files with thousands of them quick. */
class LinearParser extends Parser {
  declare readonly pos: number;
  declare readonly scopeStack: Scope[];

  /** Public, which acorn's is not. */
  constructor(options: Options, input: string) {
    super(options, input);
  }

  enterScope(flags: number): void {
    this.scopeStack.push({ flags, var: new Names(), lexical: new Names(), functions: new Names() });
  }
}

/** Lists up to this long are searched faster than a set is made. */
const shortList = 8;

class Names extends Array<string> {
  #known: Set<string> | null = null;

  override push(...names: string[]): number {
    for (const name of names) this.#known?.add(name);
    return super.push(...names);
  }

  override indexOf(name: string): number {
    if (this.length <= shortList) return super.indexOf(name);
    this.#known ??= new Set(this);
    return this.#known.has(name) ? 0 : -1;
  }
}
