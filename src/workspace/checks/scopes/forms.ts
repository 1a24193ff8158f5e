// What calls mean that everybody writes in the same few forms: drawing a component, running a function now or later, making names global.
import type { AnyNode, CallExpression, NewExpression } from "acorn";

/** Names of the global object. */
export const globalObjects: ReadonlySet<string> = new Set(["window", "globalThis", "self", "global", "top", "parent"]);

/** Methods that call the function they are given, if there is anything to call it for; and React's, which call it while drawing or right after. */
const callsNow: ReadonlySet<string> = new Set([
  ..."forEach map flatMap filter reduce reduceRight some every find findIndex findLast sort toSorted".split(" "),
  ..."useMemo useState useReducer useEffect useLayoutEffect useInsertionEffect".split(" "),
]);
const callsLater: ReadonlySet<string> = new Set(["setTimeout", "requestAnimationFrame", "queueMicrotask", "requestIdleCallback"]);
const startEvents: ReadonlySet<unknown> = new Set(["DOMContentLoaded", "load"]);

/** What a member or property is called; null if that is worked out when it runs. */
export function keyOf(key: AnyNode, computed: boolean): string | null {
  if (key.type === "Identifier" && !computed) return key.name;
  return key.type === "Literal" && typeof key.value === "string" ? key.value : null;
}

export function isJsxCall({ callee }: CallExpression | NewExpression): boolean {
  if (callee.type === "Identifier") return /^_?jsxs?(?:DEV)?\d*$|^_?createElement\d*$/.test(callee.name);
  return (
    callee.type === "MemberExpression" &&
    keyOf(callee.property, callee.computed) === "createElement" &&
    callee.object.type === "Identifier" &&
    callee.object.name === "React"
  );
}

export interface CallForm {
  /** Which argument is a function that is sure to be called; -1 if none is. */
  callback: number;
  isLater: boolean;
  /** Names that become global. */
  makesGlobal: string[];
  /** What is called though it can never be a function; "" if nothing is. */
  calledLiteral: string;
}

export function howCalled(node: CallExpression | NewExpression): CallForm {
  const { callee } = node;
  const none: CallForm = { callback: -1, isLater: false, makesGlobal: [], calledLiteral: literalName(callee) };
  if (node.type === "NewExpression") return none;
  const name =
    callee.type === "MemberExpression"
      ? keyOf(callee.property, callee.computed)
      : callee.type === "Identifier"
        ? callee.name
        : null;
  if (name === null) return none;
  const [first, second] = node.arguments;
  if (callsLater.has(name)) return { ...none, callback: 0, isLater: true };
  if (callsNow.has(name)) return { ...none, callback: 0 };
  if (name === "addEventListener" && first?.type === "Literal" && startEvents.has(first.value)) {
    return { ...none, callback: 1, isLater: true };
  }
  if (first?.type !== "Identifier" || !globalObjects.has(first.name) || callee.type !== "MemberExpression") return none;
  if (name === "assign" && second?.type === "ObjectExpression") {
    const keys = second.properties.map((property) =>
      property.type === "Property" ? keyOf(property.key, property.computed) : null,
    );
    return { ...none, makesGlobal: keys.filter((key) => key !== null) };
  }
  const isDefined = name === "defineProperty" && second?.type === "Literal" && typeof second.value === "string";
  return isDefined ? { ...none, makesGlobal: [String(second.value)] } : none;
}

function literalName({ type }: AnyNode): string {
  switch (type) {
    case "Literal":
    case "TemplateLiteral":
      return "text";
    case "ArrayExpression":
      return "list";
    case "ObjectExpression":
      return "object";
    default:
      return "";
  }
}
