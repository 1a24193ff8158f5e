// Walks a script's tree once and notes which names it uses, who declares them, and what is sure to run. It judges nothing: see ../names/.
import type { AnyNode, Class, Pattern, Program } from "acorn";
import type { Goal } from "../syntax/parse.ts";
import { blockNames, type Declared, functionNames, namesIn } from "./declarations.ts";
import { globalObjects, howCalled, isJsxCall, keyOf } from "./forms.ts";
import { type Binding, type FunctionInfo, type Misuse, newFunction, type Scopes, type Use } from "./model.ts";
import { createNameTable } from "./table.ts";
import { type AnyCall, type AnyFunction, createVisitor, type Visit } from "./visit-node.ts";

/** May throw a RangeError on a tree that is nested deeper than the parser allows, as the parser does. */
export function readScopes(tree: Program, goal: Goal): Scopes {
  const table = createNameTable();
  const script = newFunction(null, "");
  const functions = [script];
  const drawn: FunctionInfo[] = [];
  const globals = new Set<string>();
  const asked = new Set<string>();
  const misuses: Misuse[] = [];
  const declared = new Map<string, Binding>();
  const isSloppy = goal !== "module" && !isStrict(tree);
  let current = script;
  let isSure = true;
  let withs = 0;
  /** What the function that comes next is given to. */
  let nextName = "";

  const certainty = () => ({ isSure, isAfterLeave: current.mayHaveLeft });

  function use(name: string, start: number, how: Use["how"]): Binding | null {
    const binding = table.find(name);
    if (withs > 0 || (binding !== null && binding.ready === 0)) return binding;
    current.uses.push({ name, start, how, binding, ...certainty() });
    return binding;
  }

  function write(name: string, start: number): void {
    const binding = table.find(name);
    if (binding?.kind === "const") misuses.push({ kind: "constant", name, start });
    else if (binding?.kind === "import") misuses.push({ kind: "import", name, start });
    else if (binding === null && isSloppy) globals.add(name);
    else use(name, start, "write");
  }

  function called(target: FunctionInfo | Binding | null, start: number, isLater = false): void {
    if (target !== null) current.calls.push({ target, start, isLater, ...certainty() });
  }

  function perhaps(...nodes: readonly (AnyNode | null | undefined)[]): void {
    const before = isSure;
    isSure = false;
    for (const node of nodes) visit(node);
    isSure = before;
  }

  function named(node: AnyNode | null | undefined, name: string): FunctionInfo | null {
    if (node?.type === "FunctionExpression" || node?.type === "ArrowFunctionExpression") return visitFunction(node, name);
    if (node?.type === "ClassExpression") return visitClass(node, name);
    nextName = node?.type === "CallExpression" ? name : "";
    visit(node);
    nextName = "";
    return null;
  }

  /** Runs `work` as the body of a function. */
  function inside<T>(info: FunctionInfo, work: () => T): T {
    const before = { current, isSure };
    current = info;
    isSure = true;
    const result = work();
    ({ current, isSure } = before);
    return result;
  }

  function visitFunction(node: AnyFunction, name: string): FunctionInfo {
    const info = newFunction(current, node.id?.name ?? name);
    functions.push(info);
    const { body, params } = node;
    const names: Declared[] = [];
    const given = (declaredName: string, kind: Declared["kind"], start: number) =>
      names.push({ name: declaredName, kind, start, from: 0, ready: 0 });
    if (node.type === "FunctionExpression" && node.id) given(node.id.name, "self", node.id.start);
    if (node.type !== "ArrowFunctionExpression") given("arguments", "parameter", node.start);
    for (const parameter of params) for (const { name: inner, start } of namesIn(parameter)) given(inner, "parameter", start);
    if (body.type === "BlockStatement") names.push(...functionNames(body.body), ...blockNames(body.body, true));
    table.within(names, info, () =>
      inside(info, () => {
        for (const parameter of params) declarePattern(parameter);
        if (body.type === "BlockStatement") for (const statement of body.body) visit(statement);
        else visit(body);
      }),
    );
    info.isDrawn = /^use[A-Z]/.test(info.name) || (info.hasJsx && /^(?:[A-Z]|default$)/.test(info.name));
    if (info.isDrawn) drawn.push(info);
    return info;
  }

  /** Returns what `new` runs: the fields and the constructor. */
  function visitClass(node: Class, name: string): FunctionInfo {
    visit(node.superClass);
    const made = newFunction(current, node.id?.name ?? name);
    functions.push(made);
    const self: Declared[] = node.id ? [{ name: node.id.name, kind: "self", start: node.id.start, from: 0, ready: 0 }] : [];
    table.within(self, current, () => {
      for (const member of node.body.body) {
        if (member.type === "StaticBlock") {
          visitBlock(member.body, true);
          continue;
        }
        if (member.computed) visit(member.key);
        if (member.type === "MethodDefinition") {
          const method = visitFunction(member.value, "");
          if (member.kind === "constructor")
            made.calls.push({ target: method, start: member.start, isLater: false, isSure: true, isAfterLeave: false });
          if (keyOf(member.key, member.computed) !== "render" || !method.hasJsx) continue;
          method.isDrawn = true;
          drawn.push(method, made);
        } else if (member.static) named(member.value, "");
        else inside(made, () => named(member.value, ""));
      }
    });
    return made;
  }

  function visitBlock(
    statements: readonly Extract<AnyNode, { type: "BlockStatement" }>["body"][number][],
    isOutermost = false,
  ): void {
    const names = isOutermost ? [...functionNames(statements), ...blockNames(statements, true)] : blockNames(statements, false);
    table.within(names, current, () => {
      for (const statement of statements) visit(statement);
    });
  }

  /** Defaults and computed keys of a pattern that declares names. */
  function declarePattern(pattern: Pattern | null): void {
    switch (pattern?.type) {
      case "ObjectPattern":
        for (const property of pattern.properties) {
          if (property.type === "RestElement") declarePattern(property.argument);
          else {
            if (property.computed) visit(property.key);
            declarePattern(property.value);
          }
        }
        break;
      case "ArrayPattern":
        for (const element of pattern.elements) declarePattern(element);
        break;
      case "AssignmentPattern":
        declarePattern(pattern.left);
        perhaps(pattern.right);
        break;
      case "RestElement":
        declarePattern(pattern.argument);
        break;
    }
  }

  function assignPattern(pattern: Pattern | null): void {
    if (pattern?.type === "MemberExpression") visitMember(pattern, true);
    else if (pattern?.type !== "Identifier") declarePattern(pattern);
    for (const { name, start } of namesIn(pattern)) write(name, start);
  }

  function visitMember(node: Extract<AnyNode, { type: "MemberExpression" }>, isWritten: boolean): void {
    const { object, property, computed } = node;
    const isGlobal = object.type === "Identifier" && globalObjects.has(object.name) && table.find(object.name) === null;
    const isScriptThis = object.type === "ThisExpression" && goal === "script" && current === script;
    const key = keyOf(property, computed);
    if (key !== null && (isGlobal || isScriptThis)) (isWritten ? globals : asked).add(key);
    visit(object);
    if (computed) visit(property);
  }

  function visitCall(node: AnyCall): void {
    const { callee } = node;
    const name = nextName;
    nextName = "";
    const args = [...node.arguments];
    const form = howCalled(node);
    for (const given of form.makesGlobal) globals.add(given);
    if (form.calledLiteral) misuses.push({ kind: "called", name: form.calledLiteral, start: callee.start });
    if (callee.type === "Identifier") called(use(callee.name, callee.start, "call"), callee.start);
    else if (callee.type === "FunctionExpression" || callee.type === "ArrowFunctionExpression") {
      called(visitFunction(callee, ""), callee.start);
    } else visit(callee);
    const [first] = args;
    if (isJsxCall(node)) {
      for (let at: FunctionInfo | null = current; at && !at.hasJsx; at = at.parent) at.hasJsx = true;
      const root = rootOf(first);
      if (first && root) {
        use(root.name, root.start, "component");
        args.shift();
      }
    }
    for (const [index, argument] of args.entries()) {
      const isChained = node.type === "CallExpression" && node.optional;
      if (isChained) perhaps(argument);
      else if (index === form.callback && argument.type === "Identifier") {
        called(use(argument.name, argument.start, "read"), argument.start, form.isLater);
      } else {
        const info = named(argument, index === 0 ? name : "");
        if (index === form.callback && info) called(info, argument.start, form.isLater);
      }
    }
  }

  const visit: Visit = createVisitor({
    ...{ find: table.find, use, write, called, perhaps, named, visitFunction, visitClass, visitBlock, visitMember, visitCall },
    ...{ declarePattern, assignPattern },
    ask: (name) => void asked.add(name),
    misuse: (misuse) => void misuses.push(misuse),
    leaves: () => {
      current.mayHaveLeft = true;
    },
    insideWith: (body) => {
      withs += 1;
      visit(body);
      withs -= 1;
    },
    within: (names, work) => table.within(names, current, work),
  });

  const names = [...functionNames(tree.body), ...blockNames(tree.body, true)];
  table.within(names, script, (bindings) => {
    for (const binding of bindings) declared.set(binding.name, binding);
    for (const statement of tree.body) visit(statement);
  });
  return { script, drawn, functions, declared, globals, asked, misuses };
}

const isStrict = ({ body: [first] }: Program) =>
  first?.type === "ExpressionStatement" && "directive" in first && first.directive === "use strict";

/** `A` of `A.B.C`. */
function rootOf(node: AnyNode | undefined): { name: string; start: number } | null {
  if (node?.type === "MemberExpression") return rootOf(node.object);
  return node?.type === "Identifier" ? node : null;
}
