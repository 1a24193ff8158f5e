// Finds every regular expression of a source, and makes texts that the slow kind of them is slow on.
import { parseSync } from "vite";

export interface Found {
  file: string;
  pattern: RegExp;
  line: number;
}

/** Stands for what is put into a pattern that is made from a template. */
const placeholder = "word";

interface Node {
  type: string;
  start: number;
  [key: string]: unknown;
}

const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && "type" in value && "start" in value;

/** Those that are written as literals, and those that are made from a text or a template. What is made from anything else throws. */
export function findRegularExpressions(file: string, source: string): Found[] {
  const found: Found[] = [];
  const add = (node: Node, pattern: string, flags: string) =>
    found.push({ file, pattern: new RegExp(pattern, flags), line: source.slice(0, node.start).split("\n").length });
  const visit = (node: Node): void => {
    const { regex } = node as { regex?: { pattern: string; flags: string } };
    if (node.type === "Literal" && regex) add(node, regex.pattern, regex.flags);
    if (node.type === "NewExpression" && isNode(node.callee) && node.callee.name === "RegExp") {
      const [pattern, flags] = node.arguments as [Node, Node | undefined];
      add(node, textOf(file, pattern), flags ? textOf(file, flags) : "");
    }
    for (const value of Object.values(node))
      for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) visit(child);
  };
  const { program, errors } = parseSync(file, source);
  if (errors.length > 0) throw new Error(`${file} cannot be read.`);
  visit(program as unknown as Node);
  return found;
}

function textOf(file: string, node: Node): string {
  if (node.type === "Literal") return String(node.value);
  if (node.type === "TemplateLiteral") {
    return (node.quasis as { value: { cooked: string } }[]).map(({ value }) => value.cooked).join(placeholder);
  }
  throw new Error(
    `${file} makes a regular expression from a ${node.type}: write it as a literal or a template, so that it can be tried.`,
  );
}

/** Pieces of a pattern: what each may match, and runs of plain characters. */
function piecesOf({ source }: RegExp): { alternatives: string[][]; runs: string[] } {
  const alternatives: string[][] = [];
  const runs: string[] = [];
  let run = "";
  const endRun = () => {
    if (run.length > 1) runs.push(run);
    run = "";
  };
  const tokens = source.matchAll(
    /\[\^?(?:\\.|[^\]\\])*\]|\\p\{[^}]*\}|\\P\{[^}]*\}|\\u[\da-fA-F]{4}|\\u\{[^}]*\}|\\.|\(\?<?[:=!]|\{\d+(?:,\d*)?\}|./gsu,
  );
  for (const [token] of tokens) {
    const options = optionsOf(token);
    if (options === null) {
      endRun();
      continue;
    }
    alternatives.push(options);
    const plain = options.length === 1 && !/^(?:\.|\\[a-zA-Z]|\[)/.test(token);
    if (plain) run += options[0];
    else endRun();
  }
  endRun();
  return { alternatives, runs };
}

const classes: Record<string, string[]> = {
  s: [" ", "\n"],
  S: ["x"],
  d: ["1"],
  D: ["x"],
  w: ["a"],
  W: ["-"],
  n: ["\n"],
  r: ["\r"],
  t: ["\t"],
};

/** Characters that a piece matches; `null` when it is no character. */
function optionsOf(token: string): string[] | null {
  if (token === ".") return ["x"];
  if (/^(?:[()|*+?^$]|\(\?|\{\d|\\b|\\B|\\[1-9])/.test(token) && !token.startsWith("\\u")) return null;
  if (/^\\[pP]/.test(token)) return /\{L|ID_/.test(token) ? ["é"] : /\{N/.test(token) ? ["1"] : ["\u200b"];
  if (/^\\u[\da-fA-F{]/.test(token))
    return [String.fromCodePoint(Number.parseInt(token.replace(/[^\da-fA-F]/g, "").slice(0, 6), 16))];
  if (token.startsWith("\\")) return classes[token[1]!] ?? [token[1]!];
  if (!token.startsWith("[")) return [token];
  const inside = [...token.slice(token.startsWith("[^") ? 2 : 1, -1).matchAll(/\\p\{[^}]*\}|\\.|./gsu)].flatMap(
    ([part]) => optionsOf(part) ?? [part],
  );
  return [...new Set(token.startsWith("[^") ? ["x", " ", ...inside] : inside)].slice(0, classOptions);
}

/** Of a class of characters, so many are tried. */
const classOptions = 4;
const mostPumps = 48;
const mostPrefixes = 6;

/** Texts as a beginning, what is repeated, and an end. */
export function* attacks(pattern: RegExp): Generator<{ prefix: string; pump: string; suffix: string }> {
  const { alternatives, runs } = piecesOf(pattern);
  const skeleton = alternatives.map(([first]) => first ?? "");
  const atoms = [...new Set([...runs, ...alternatives.flat()])];
  const pairs = atoms.flatMap((first) => atoms.map((second) => first + second));
  const windows = skeleton.flatMap((_, at) => [3, 4, 6].map((length) => skeleton.slice(at, at + length).join("")));
  const pumps = [...new Set([...atoms, ...windows, skeleton.join(""), ...pairs, " ", "x", "a "])].filter((text) => text !== "");
  const step = Math.max(1, Math.floor(skeleton.length / mostPrefixes));
  const prefixes = new Set([
    "",
    ...runs.slice(0, 4),
    ...skeleton.map((_, at) => skeleton.slice(0, at + 1).join("")).filter((_, at) => at % step === 0),
  ]);
  for (const pump of pumps.slice(0, mostPumps))
    for (const prefix of prefixes) for (const suffix of ["", "\u0000"]) yield { prefix, pump, suffix };
}
