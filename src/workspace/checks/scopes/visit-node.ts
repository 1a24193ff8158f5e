// What each kind of node means for the names in it: which are used, which may not be reached. The rest of the walk is in read.ts.
import type { AnyNode, Class, Pattern } from "acorn";
import { blockNames, type Declared, namesIn } from "./declarations.ts";
import { keyOf } from "./forms.ts";
import type { Binding, FunctionInfo, Misuse, Use } from "./model.ts";

type Node<Type extends AnyNode["type"]> = Extract<AnyNode, { type: Type }>;
export type AnyFunction = Node<"FunctionDeclaration" | "FunctionExpression" | "ArrowFunctionExpression">;
export type AnyCall = Node<"CallExpression" | "NewExpression">;

/** What a visit of a node can note, and do with the nodes in it. */
export interface Reading {
  find(name: string): Binding | null;
  use(name: string, start: number, how: Use["how"]): Binding | null;
  write(name: string, start: number): void;
  called(target: FunctionInfo | Binding | null, start: number, isLater?: boolean): void;
  /** The script asks whether there is such a name. */
  ask(name: string): void;
  misuse(misuse: Misuse): void;
  /** What follows in this function may not run. */
  leaves(): void;
  /** Visits what may not be reached. */
  perhaps(...nodes: readonly (AnyNode | null | undefined)[]): void;
  insideWith(body: AnyNode): void;
  /** Visits what is given to a name; returns the function if it is one. */
  named(node: AnyNode | null | undefined, name: string): FunctionInfo | null;
  within(names: readonly Declared[], work: () => void): void;
  visitFunction(node: AnyFunction, name: string): FunctionInfo;
  visitClass(node: Class, name: string): FunctionInfo;
  visitBlock(statements: Node<"BlockStatement">["body"]): void;
  visitMember(node: Node<"MemberExpression">, isWritten: boolean): void;
  visitCall(node: AnyCall): void;
  declarePattern(pattern: Pattern): void;
  assignPattern(pattern: Pattern): void;
}

export type Visit = (node: AnyNode | null | undefined) => void;

export function createVisitor(reading: Reading): Visit {
  const { find, use, write, called, ask, misuse, leaves, perhaps, insideWith, named, within } = reading;
  const { visitFunction, visitClass, visitBlock, visitMember, visitCall, declarePattern, assignPattern } = reading;

  function visitDeclarator({ id, init }: { id: Pattern; init?: AnyNode | null }): void {
    declarePattern(id);
    const info = named(init, id.type === "Identifier" ? id.name : "");
    const binding = id.type === "Identifier" ? find(id.name) : null;
    if (binding?.kind === "const" && info) binding.value = info;
  }

  function visit(node: AnyNode | null | undefined): void {
    if (!node) return;
    switch (node.type) {
      case "Identifier":
        use(node.name, node.start, "read");
        return;
      case "FunctionDeclaration": {
        const info = visitFunction(node, "default");
        const binding = node.id ? find(node.id.name) : null;
        if (binding) binding.value = info;
        return;
      }
      case "FunctionExpression":
      case "ArrowFunctionExpression":
        visitFunction(node, "");
        return;
      case "ClassDeclaration":
      case "ClassExpression": {
        const info = visitClass(node, "default");
        const binding = node.id ? find(node.id.name) : null;
        if (binding) binding.value = info;
        return;
      }
      case "BlockStatement":
        visitBlock(node.body);
        return;
      case "VariableDeclaration":
        for (const declarator of node.declarations) visitDeclarator(declarator);
        return;
      case "AssignmentExpression": {
        if (!/^(?:=|\|\|=|&&=|\?\?=)$/.test(node.operator) && node.left.type === "Identifier")
          use(node.left.name, node.left.start, "read");
        const info = named(node.right, node.left.type === "Identifier" ? node.left.name : "");
        if (info && node.left.type === "MemberExpression" && keyOf(node.left.property, node.left.computed) === "onload") {
          called(info, node.right.start, true);
        }
        assignPattern(node.left);
        return;
      }
      case "UpdateExpression":
        if (node.argument.type === "Identifier") write(node.argument.name, node.argument.start);
        else visit(node.argument);
        return;
      case "UnaryExpression":
        if (node.operator === "typeof" && node.argument.type === "Identifier") ask(node.argument.name);
        else visit(node.argument);
        return;
      case "BinaryExpression":
        if (node.operator === "in" && node.left.type === "Literal" && typeof node.left.value === "string") ask(node.left.value);
        if (node.left.type !== "PrivateIdentifier") visit(node.left);
        visit(node.right);
        return;
      case "MemberExpression":
        visitMember(node, false);
        return;
      case "CallExpression":
      case "NewExpression":
        visitCall(node);
        return;
      case "TaggedTemplateExpression":
        if (node.tag.type === "TemplateLiteral" || node.tag.type === "Literal")
          misuse({ kind: "called", name: "text", start: node.tag.start });
        visit(node.tag);
        visit(node.quasi);
        return;
      case "LogicalExpression":
        visit(node.left);
        perhaps(node.right);
        return;
      case "ConditionalExpression":
      case "IfStatement":
        visit(node.test);
        perhaps(node.consequent, node.alternate);
        return;
      case "ReturnStatement":
      case "ThrowStatement":
        visit(node.argument);
        leaves();
        return;
      case "Property":
        if (node.computed) visit(node.key);
        named(node.value, "");
        return;
      case "ForStatement":
        within(node.init?.type === "VariableDeclaration" ? blockNames([node.init], false) : [], () => {
          visit(node.init);
          visit(node.test);
          perhaps(node.update, node.body);
        });
        return;
      case "ForInStatement":
      case "ForOfStatement": {
        const { left } = node;
        visit(node.right);
        within(left.type === "VariableDeclaration" ? blockNames([left], false) : [], () => {
          if (left.type === "VariableDeclaration") visit(left);
          else assignPattern(left);
          perhaps(node.body);
        });
        return;
      }
      case "WhileStatement":
        visit(node.test);
        perhaps(node.body);
        return;
      case "SwitchStatement":
        visit(node.discriminant);
        within(
          blockNames(
            node.cases.flatMap(({ consequent }) => consequent),
            false,
          ),
          () => {
            for (const { test, consequent } of node.cases) perhaps(test, ...consequent);
          },
        );
        return;
      case "TryStatement":
        if (node.handler) perhaps(node.block);
        else visit(node.block);
        if (node.handler) {
          const { param, body } = node.handler;
          const names = namesIn(param ?? null).map(
            ({ name, start }): Declared => ({ name, kind: "catch", start, from: 0, ready: 0 }),
          );
          within(names, () => perhaps(body));
        }
        visit(node.finalizer);
        return;
      case "WithStatement":
        visit(node.object);
        insideWith(node.body);
        return;
      case "LabeledStatement":
        visit(node.body);
        return;
      case "ImportDeclaration":
      case "ExportAllDeclaration":
      case "BreakStatement":
      case "ContinueStatement":
      case "MetaProperty":
      case "Literal":
        return;
      case "ExportNamedDeclaration":
        visit(node.declaration);
        return;
      case "ExportDefaultDeclaration":
        if (node.declaration.type === "FunctionDeclaration" || node.declaration.type === "ClassDeclaration")
          visit(node.declaration);
        else named(node.declaration, "default");
        return;
      default:
        for (const child of childrenOf(node)) visit(child);
    }
  }

  return visit;
}

function* childrenOf(node: AnyNode): Iterable<AnyNode> {
  for (const value of Object.values(node)) {
    if (Array.isArray(value)) yield* value.filter(isNode);
    else if (isNode(value)) yield value;
  }
}

const isNode = (value: unknown): value is AnyNode =>
  typeof value === "object" && value !== null && "type" in value && typeof value.type === "string" && "start" in value;
