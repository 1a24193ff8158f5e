// Computes what a configuration says without running it: expressions and small functions, within a budget. A part of an object or list that cannot be
// computed is told and left out; the rest counts.
import type * as ast from "acorn";
import { binary, unary } from "./operators.ts";
import { Scope, Unread } from "./scope.ts";
import { isCallable, isObject, methodOf, ownProperty, setProperty, Unreadable } from "./values.ts";

/** Expressions computed for one configuration: a large theme has some thousands. */
const maxSteps = 100_000;
const maxCharacters = 100_000;
const maxElements = 10_000;
/** Expressions in expressions: far below what the stack holds. */
const maxDepth = 150;

export interface Budget {
  steps: number;
  depth: number;
}

export const newBudget = (): Budget => ({ steps: maxSteps, depth: 0 });

/** A module: what it exports by name, if that is known, and what `require` gives of it. */
export interface Loaded {
  exported: Record<string, unknown> | null;
  whole: unknown;
}

export interface Evaluation {
  budget: Budget;
  load(name: string, offset: number): Loaded;
  tell(offset: number, message: string): void;
}

export class Evaluator {
  readonly #evaluation: Evaluation;

  constructor(evaluation: Evaluation) {
    this.#evaluation = evaluation;
  }

  load(name: string, offset: number): Loaded {
    return this.#evaluation.load(name, offset);
  }

  tell({ offset, message }: Unreadable): void {
    this.#evaluation.tell(offset, message);
  }

  /** Declares what a `const x = …` or a function does; what cannot be read is told where it is used. */
  declare(statement: ast.VariableDeclaration | ast.FunctionDeclaration, scope: Scope): void {
    if (statement.type === "FunctionDeclaration") {
      scope.declare(statement.id.name, this.#callable(statement, scope));
      return;
    }
    for (const { id, init } of statement.declarations) {
      try {
        this.bind(id, init ? this.value(init, scope) : undefined, scope);
      } catch (error) {
        if (!(error instanceof Unreadable)) throw error;
        for (const name of namesOf(id)) scope.declare(name, new Unread(error));
      }
    }
  }

  value(node: ast.Expression | ast.PrivateIdentifier | ast.Super, scope: Scope): unknown {
    const { budget } = this.#evaluation;
    if (budget.steps-- <= 0) throw new Unreadable(node.start, "the configuration computes too much");
    if (budget.depth >= maxDepth) throw new Unreadable(node.start, "the configuration is nested too deeply");
    budget.depth++;
    try {
      return this.#sized(this.#value(node, scope), node);
    } finally {
      budget.depth--;
    }
  }

  #sized(value: unknown, { start }: ast.Node): unknown {
    const size = typeof value === "string" ? value.length / maxCharacters : Array.isArray(value) ? value.length / maxElements : 0;
    if (size > 1) throw new Unreadable(start, "a value is too long");
    return value;
  }

  #value(node: ast.Expression | ast.PrivateIdentifier | ast.Super, scope: Scope): unknown {
    switch (node.type) {
      case "Literal":
        if (node.regex) throw new Unreadable(node.start, "regular expressions are not read");
        return node.bigint ? Number(node.bigint) : node.value;
      case "Identifier":
        return scope.get(node.name, node.start);
      case "TemplateLiteral":
        return node.quasis.map(({ value }, n) => (value.cooked ?? "") + this.#text(node.expressions[n], scope)).join("");
      case "ArrayExpression":
        return node.elements.flatMap((element) => (element === null ? [undefined] : this.#kept(element, scope)));
      case "ObjectExpression":
        return this.#object(node, scope);
      case "ArrowFunctionExpression":
      case "FunctionExpression":
        return this.#callable(node, scope);
      case "ParenthesizedExpression":
        return this.value(node.expression, scope);
      case "ChainExpression":
        return this.value(node.expression, scope);
      case "SequenceExpression":
        return node.expressions.map((expression) => this.value(expression, scope)).at(-1);
      case "UnaryExpression":
        return unary(node, () => this.value(node.argument, scope));
      case "ConditionalExpression":
        return this.value(this.value(node.test, scope) ? node.consequent : node.alternate, scope);
      case "LogicalExpression":
        return this.#logical(node, scope);
      case "BinaryExpression":
        return binary(node, this.value(node.left, scope), this.value(node.right, scope));
      case "MemberExpression":
        return this.#member(node, scope);
      case "CallExpression":
        return this.#call(node, scope);
      default:
        throw new Unreadable(node.start, "a configuration is not run, so write plain values");
    }
  }

  #text(node: ast.Expression | undefined, scope: Scope): string {
    const value = node === undefined ? "" : this.value(node, scope);
    if (isObject(value) && !Array.isArray(value)) throw new Unreadable(node?.start ?? 0, "an object stands for a text");
    return String(value);
  }

  /** The elements that a part of a list makes: none if it cannot be read. */
  #kept(element: ast.Expression | ast.SpreadElement, scope: Scope): unknown[] {
    return this.#orLeftOut(() => {
      if (element.type !== "SpreadElement") return [this.value(element, scope)];
      const value = this.value(element.argument, scope);
      this.#evaluation.budget.steps -= Array.isArray(value) ? value.length : 0;
      return Array.isArray(value) ? [...value] : [];
    }, []);
  }

  #object(node: ast.ObjectExpression, scope: Scope): Record<string, unknown> {
    const result: Record<string, unknown> = {};
    for (const property of node.properties) {
      this.#orLeftOut(() => {
        if (property.type === "SpreadElement") {
          const value = this.value(property.argument, scope);
          if (!isObject(value)) return;
          const entries = Object.entries(value);
          this.#evaluation.budget.steps -= entries.length;
          for (const [key, entry] of entries) setProperty(result, key, entry);
        } else {
          const key = property.computed ? this.#text(property.key, scope) : nameOf(property.key);
          if (property.kind === "get")
            setProperty(result, key, this.#callable(property.value as ast.FunctionExpression, scope)());
          else setProperty(result, key, this.value(property.value, scope));
        }
      }, undefined);
    }
    return result;
  }

  #orLeftOut<Result>(read: () => Result, otherwise: Result): Result {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      this.#evaluation.tell(error.offset, error.message);
      return otherwise;
    }
  }

  #logical(node: ast.LogicalExpression, scope: Scope): unknown {
    const left = this.value(node.left, scope);
    const isEnough = node.operator === "&&" ? !left : node.operator === "||" ? !!left : left !== null && left !== undefined;
    return isEnough ? left : this.value(node.right, scope);
  }

  #member(node: ast.MemberExpression, scope: Scope): unknown {
    const object = this.value(node.object, scope);
    const key = node.computed ? this.#text(node.property as ast.Expression, scope) : nameOf(node.property);
    if ((typeof object === "string" || Array.isArray(object)) && key === "length") return object.length;
    const method = methodOf(object, key);
    if (method !== null) return method;
    if (isObject(object)) return ownProperty(object, key);
    if (node.optional && (object === null || object === undefined)) return undefined;
    throw new Unreadable(node.start, `"${key}" is asked of something that does not have it`);
  }

  #call(node: ast.CallExpression, scope: Scope): unknown {
    const { callee } = node;
    const values = () => node.arguments.flatMap((argument) => this.#argument(argument, scope));
    if (callee.type === "Identifier" && callee.name === "require")
      return this.#evaluation.load(String(values()[0]), node.start).whole;
    const called = this.value(callee, scope);
    if (!isCallable(called)) {
      if (node.optional) return undefined;
      throw new Unreadable(node.start, "this is not a function that is known here");
    }
    try {
      return called(...values());
    } catch (error) {
      if (error instanceof Unreadable) throw error;
      throw new Unreadable(node.start, error instanceof Error ? error.message : String(error));
    }
  }

  #argument(argument: ast.Expression | ast.SpreadElement, scope: Scope): unknown[] {
    if (argument.type !== "SpreadElement") return [this.value(argument, scope)];
    const value = this.value(argument.argument, scope);
    return Array.isArray(value) ? value : [];
  }

  #callable(
    node: ast.ArrowFunctionExpression | ast.FunctionExpression | ast.FunctionDeclaration | ast.AnonymousFunctionDeclaration,
    above: Scope,
  ) {
    return (...values: unknown[]): unknown => {
      const scope = new Scope(above);
      node.params.forEach((parameter, index) => {
        if (parameter.type === "RestElement") this.bind(parameter.argument, values.slice(index), scope);
        else this.bind(parameter, values[index], scope);
      });
      if (node.body.type !== "BlockStatement") return this.value(node.body, scope);
      return this.#run(node.body.body, scope)?.value;
    };
  }

  /** What the statements return; null if they come to their end. */
  #run(statements: readonly ast.Statement[], scope: Scope): { value: unknown } | null {
    for (const statement of statements) {
      const returned = this.#statement(statement, scope);
      if (returned !== null) return returned;
    }
    return null;
  }

  #statement(statement: ast.Statement, scope: Scope): { value: unknown } | null {
    switch (statement.type) {
      case "ReturnStatement":
        return { value: statement.argument ? this.value(statement.argument, scope) : undefined };
      case "ExpressionStatement":
        this.#orLeftOut(() => this.value(statement.expression, scope), undefined);
        return null;
      case "VariableDeclaration":
      case "FunctionDeclaration":
        this.declare(statement, scope);
        return null;
      case "BlockStatement":
        return this.#run(statement.body, new Scope(scope));
      case "IfStatement": {
        const chosen = this.value(statement.test, scope) ? statement.consequent : statement.alternate;
        return chosen ? this.#statement(chosen, scope) : null;
      }
      case "EmptyStatement":
        return null;
      default:
        throw new Unreadable(statement.start, "a configuration is not run, so write plain values");
    }
  }

  /** A name, or names out of an object or a list. */
  bind(pattern: ast.Pattern, value: unknown, scope: Scope): void {
    switch (pattern.type) {
      case "Identifier":
        scope.declare(pattern.name, value);
        return;
      case "AssignmentPattern":
        this.bind(pattern.left, value === undefined ? this.value(pattern.right, scope) : value, scope);
        return;
      case "ObjectPattern":
        for (const property of pattern.properties) {
          if (property.type === "RestElement") throw new Unreadable(property.start, "the rest of an object is not read");
          const key = property.computed ? this.#text(property.key, scope) : nameOf(property.key);
          this.bind(property.value, isObject(value) ? ownProperty(value, key) : undefined, scope);
        }
        return;
      case "ArrayPattern":
        pattern.elements.forEach((element, index) => {
          if (element !== null) this.bind(element, Array.isArray(value) ? value[index] : undefined, scope);
        });
        return;
      default:
        throw new Unreadable(pattern.start, "a configuration is not run, so write plain values");
    }
  }
}

function nameOf(key: ast.Expression | ast.PrivateIdentifier): string {
  if (key.type === "Identifier" || key.type === "PrivateIdentifier") return key.name;
  if (key.type === "Literal") return String(key.value);
  throw new Unreadable(key.start, "this name is not read");
}

function namesOf(pattern: ast.Pattern): string[] {
  if (pattern.type === "Identifier") return [pattern.name];
  if (pattern.type === "AssignmentPattern") return namesOf(pattern.left);
  if (pattern.type === "ArrayPattern") return pattern.elements.flatMap((element) => (element === null ? [] : namesOf(element)));
  if (pattern.type === "RestElement") return namesOf(pattern.argument);
  if (pattern.type !== "ObjectPattern") return [];
  return pattern.properties.flatMap((property) => namesOf(property.type === "RestElement" ? property.argument : property.value));
}
