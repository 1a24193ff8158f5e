// A configuration of Tailwind as its file says it, and what of it could not be read.
import { type Expression, type ModuleDeclaration, type Options, type Pattern, type Program, parse, type Statement } from "acorn";
import { type Exists, resolveOwn } from "../../../workspace/app-files.ts";
import { createPlaces } from "../../../workspace/frame.ts";
import { stepsFor } from "../../../workspace/scripts/metered-text.ts";
import { toJavaScript } from "../../../workspace/scripts/transform.ts";
import { knownModule, pluginNames } from "../known-modules.ts";
import { type Budget, Evaluator, newBudget } from "./evaluate.ts";
import { Scope } from "./scope.ts";
import { isObject, ownProperty, setProperty, Unreadable } from "./values.ts";

export interface ConfigFiles {
  files: ReadonlyMap<string, string>;
  exists: Exists;
  tell(path: string, offset: number | null, message: string): void;
}

/** Files that configurations import from each other. */
const deepestImport = 5;
const options: Options = { ecmaVersion: "latest", sourceType: "module", allowReturnOutsideFunction: true };

/** What a file exports as a configuration, preset or plugin; null if nothing can be read. */
export function readConfig(path: string, files: ConfigFiles): unknown {
  return defaultOf(readModule(path, files, { budget: newBudget(), above: [] }));
}

/** What a script in a page assigns to `tailwind.config`; null if it assigns nothing. */
export function readAssigned(path: string, code: string, offset: number, files: ConfigFiles): unknown {
  const reading: Reading = { budget: newBudget(), above: [path] };
  const program = parsed(path, code, (message) => files.tell(path, offset, message));
  if (program === null) return null;
  const tell = (at: number, message: string) => files.tell(path, offset + at, notRead(message));
  const found = { exports: null as unknown };
  runModule(program, evaluatorFor(path, files, reading, tell), tell, (target, value) => {
    if (/^(window\.|globalThis\.)?tailwind\.config$/.test(target)) found.exports = value();
  });
  return found.exports;
}

interface Reading {
  budget: Budget;
  above: readonly string[];
}

function readModule(path: string, files: ConfigFiles, reading: Reading): Record<string, unknown> {
  const source = files.files.get(path) ?? "";
  if (path.endsWith(".json")) return { default: JSON.parse(source) };
  const steps = stepsFor(source);
  const transformed = toJavaScript(path, source, steps);
  if (!transformed.ok) {
    const offset = createPlaces(source).offsetOf(transformed.problem);
    files.tell(path, offset, `${transformed.problem.message} Tailwind's settings here are not used.`);
    return {};
  }
  const places = { source: createPlaces(source), code: createPlaces(transformed.code) };
  // Lines are the same after the transform, columns are not.
  const inSource = (at: number) => places.source.offsetOf({ line: places.code.at(at).line, column: 1 });
  const program = parsed(path, transformed.code, (message) => files.tell(path, 0, message));
  if (program === null) return {};
  const exported: Record<string, unknown> = {};
  const tell = (at: number, message: string) => files.tell(path, inSource(at), notRead(message));
  const inner = { budget: reading.budget, above: [...reading.above, path] };
  runModule(program, evaluatorFor(path, files, inner, tell), tell, (target, value) => {
    const name = /^(?:module\.)?exports(?:\.([\w$]+))?$/.exec(target);
    if (target === "export default" || (name !== null && name[1] === undefined)) setProperty(exported, "default", value());
    else if (name?.[1] !== undefined) setProperty(exported, name[1], value());
    else if (target.startsWith("export ")) setProperty(exported, target.slice("export ".length), value());
  });
  return exported;
}

const notRead = (message: string): string => `This part of Tailwind's configuration is left out: ${message}.`;

function parsed(path: string, code: string, tell: (message: string) => void): Program | null {
  try {
    return parse(code, options);
  } catch (error) {
    const reason = error instanceof SyntaxError ? error.message.replace(/ \(\d+:\d+\)$/, "") : "it is nested too deeply";
    tell(`${path} cannot be read as a configuration of Tailwind: ${reason}.`);
    return null;
  }
}

function evaluatorFor(
  path: string,
  files: ConfigFiles,
  reading: Reading,
  tell: (at: number, message: string) => void,
): Evaluator {
  return new Evaluator({
    budget: reading.budget,
    tell,
    load(name, offset) {
      const known = knownModule(name);
      if (known !== undefined) return { exported: null, whole: known };
      const found = resolveOwn(name, path, files.exists);
      if (found?.kind === "file") {
        if (reading.above.includes(found.path) || reading.above.length >= deepestImport)
          throw new Unreadable(offset, `"${name}" is imported in a circle`);
        const exported = readModule(found.path, files, reading);
        return { exported, whole: defaultOf(exported) ?? exported };
      }
      const here = `the plugins here are ${pluginNames.join(", ")}`;
      throw new Unreadable(offset, found === null ? `"${name}" is not available (${here})` : `"${name}" leads to no file`);
    },
  });
}

const defaultOf = (exported: Record<string, unknown>): unknown => ownProperty(exported, "default") ?? null;

type Assign = (target: string, value: () => unknown) => void;

/** Declarations and what is exported or assigned, in order; other statements have no part in a configuration. */
function runModule(program: Program, evaluator: Evaluator, tell: (at: number, message: string) => void, assign: Assign): void {
  const scope = new Scope();
  for (const statement of program.body) {
    try {
      runStatement(statement, evaluator, scope, assign);
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      tell(error.offset, error.message);
    }
  }
}

function runStatement(statement: Statement | ModuleDeclaration, evaluator: Evaluator, scope: Scope, assign: Assign): void {
  switch (statement.type) {
    case "ImportDeclaration": {
      const module = () => evaluator.load(String(statement.source.value), statement.start);
      for (const specifier of statement.specifiers) {
        scope.declareLater(specifier.local.name, () => {
          const { exported, whole } = module();
          if (specifier.type !== "ImportSpecifier") return whole;
          const { imported } = specifier;
          const name = imported.type === "Identifier" ? imported.name : String(imported.value);
          if (name === "default") return whole;
          const own = exported === null ? undefined : ownProperty(exported, name);
          return own === undefined && isObject(whole) ? ownProperty(whole, name) : own;
        });
      }
      return;
    }
    case "VariableDeclaration":
    case "FunctionDeclaration":
      evaluator.declare(statement, scope);
      return;
    case "ExportNamedDeclaration": {
      const { declaration } = statement;
      if (declaration?.type !== "VariableDeclaration" && declaration?.type !== "FunctionDeclaration") return;
      evaluator.declare(declaration, scope);
      const names =
        declaration.type === "FunctionDeclaration"
          ? [declaration.id.name]
          : declaration.declarations.flatMap(({ id }) => plainName(id));
      for (const name of names) assign(`export ${name}`, () => scope.get(name, statement.start));
      return;
    }
    case "ExportDefaultDeclaration": {
      const { declaration } = statement;
      if (declaration.type === "FunctionDeclaration" || declaration.type === "ClassDeclaration") return;
      assign("export default", () => configOf(declaration, evaluator, scope));
      return;
    }
    case "ExpressionStatement": {
      const { expression } = statement;
      if (expression.type !== "AssignmentExpression" || expression.operator !== "=") return;
      assign(targetOf(expression.left), () => configOf(expression.right, evaluator, scope));
      return;
    }
  }
}

/** Of `wrap({ … })`, whose function is not known, at least what it is given. */
function configOf(node: Expression, evaluator: Evaluator, scope: Scope): unknown {
  try {
    return evaluator.value(node, scope);
  } catch (error) {
    const inner =
      node.type === "CallExpression" ? node.arguments.find((argument) => argument.type === "ObjectExpression") : undefined;
    if (!(error instanceof Unreadable) || inner === undefined) throw error;
    evaluator.tell(error);
    return evaluator.value(inner, scope);
  }
}

const plainName = (pattern: Pattern): string[] => (pattern.type === "Identifier" ? [pattern.name] : []);

/** `module.exports` and the like as written; empty for anything else. */
function targetOf(node: Pattern | Expression): string {
  if (node.type === "Identifier") return node.name;
  if (node.type !== "MemberExpression" || node.computed || node.property.type !== "Identifier" || node.object.type === "Super")
    return "";
  const object = targetOf(node.object);
  return object === "" ? "" : `${object}.${node.property.name}`;
}
