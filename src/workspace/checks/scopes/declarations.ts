// Which names a scope declares. Functions and `var` are found wherever they stand; `let`, `const` and classes only directly in their block.
import type { AnyNode, Declaration, ModuleDeclaration, Pattern, Statement } from "acorn";
import type { BindingKind } from "./model.ts";

export interface Declared {
  name: string;
  kind: BindingKind;
  start: number;
  /** Between these it is not ready either: its own value is worked out there. */
  from: number;
  ready: number;
}

/** What can be used from the start of its scope. */
const always = { from: 0, ready: 0 };

type Entry = Statement | ModuleDeclaration | Declaration;

/** Names in a pattern, in order. */
export function namesIn(pattern: Pattern | null, found: { name: string; start: number }[] = []) {
  switch (pattern?.type) {
    case "Identifier":
      found.push(pattern);
      break;
    case "ObjectPattern":
      for (const property of pattern.properties)
        namesIn(property.type === "Property" ? property.value : property.argument, found);
      break;
    case "ArrayPattern":
      for (const element of pattern.elements) namesIn(element, found);
      break;
    case "AssignmentPattern":
      namesIn(pattern.left, found);
      break;
    case "RestElement":
      namesIn(pattern.argument, found);
      break;
  }
  return found;
}

/** What statements declare directly in their block. `isOutermost`: functions count as `var` there. */
export function blockNames(statements: readonly Entry[], isOutermost: boolean): Declared[] {
  const found: Declared[] = [];
  for (const statement of statements) {
    const declaration = exported(statement);
    if (declaration.type === "VariableDeclaration" && declaration.kind !== "var") {
      const kind = declaration.kind === "let" ? "let" : "const";
      for (const { id, init, end } of declaration.declarations) {
        const from = init?.start ?? end;
        for (const { name, start } of namesIn(id)) found.push({ name, kind, start, from, ready: end });
      }
    } else if (declaration.type === "ClassDeclaration" && declaration.id) {
      found.push({
        name: declaration.id.name,
        kind: "class",
        start: declaration.id.start,
        from: declaration.end,
        ready: declaration.end,
      });
    } else if (declaration.type === "FunctionDeclaration" && declaration.id && !isOutermost) {
      found.push({ name: declaration.id.name, kind: "function", start: declaration.id.start, ...always });
    } else if (declaration.type === "ImportDeclaration") {
      for (const { local } of declaration.specifiers) {
        found.push({ name: local.name, kind: "import", start: local.start, ...always });
      }
    }
  }
  return found;
}

/** `var` and functions of a function or script, wherever they stand in it. */
export function functionNames(statements: readonly Entry[]): Declared[] {
  const found: Declared[] = [];
  const waiting: (AnyNode | null | undefined)[] = [...statements].reverse();
  for (const entry of statements) {
    const declaration = exported(entry);
    if (declaration.type === "FunctionDeclaration" && declaration.id) {
      found.push({ name: declaration.id.name, kind: "function", start: declaration.id.start, ...always });
    }
  }
  while (waiting.length > 0) {
    const node = waiting.pop();
    if (node) visitVars(node, found, waiting);
  }
  return found;
}

function visitVars(node: AnyNode, found: Declared[], waiting: (AnyNode | null | undefined)[]): void {
  switch (node.type) {
    case "VariableDeclaration":
      if (node.kind !== "var") return;
      for (const { id } of node.declarations) {
        for (const { name, start } of namesIn(id)) found.push({ name, kind: "var", start, ...always });
      }
      return;
    case "ExportNamedDeclaration":
      waiting.push(node.declaration);
      return;
    case "BlockStatement":
      waiting.push(...node.body);
      return;
    case "IfStatement":
      waiting.push(node.consequent, node.alternate);
      return;
    case "ForStatement":
      waiting.push(node.init?.type === "VariableDeclaration" ? node.init : null, node.body);
      return;
    case "ForInStatement":
    case "ForOfStatement":
      waiting.push(node.left.type === "VariableDeclaration" ? node.left : null, node.body);
      return;
    case "WhileStatement":
    case "DoWhileStatement":
    case "LabeledStatement":
    case "WithStatement":
      waiting.push(node.body);
      return;
    case "SwitchStatement":
      for (const { consequent } of node.cases) waiting.push(...consequent);
      return;
    case "TryStatement":
      waiting.push(node.block, node.handler?.body, node.finalizer);
      return;
  }
}

function exported(statement: Entry): AnyNode {
  const isExport = statement.type === "ExportNamedDeclaration" || statement.type === "ExportDefaultDeclaration";
  return isExport && statement.declaration ? statement.declaration : statement;
}
