// Finds where a source compares user ids: that is for domain/can.ts alone, and for queries of the store.
import { parseSync, Visitor } from "vite";

/** Names under which a user's id goes about. */
const idNames = new Set(["userId", "ownerId", "user_id", "owner_id", "referenceId"]);
/** Whose `id` is a user's. */
const personNames = /^(user|owner|actor|person)$/i;
/** Functions and methods that compare their arguments, or look one up. */
const comparing = new Set([
  "eq",
  "ne",
  "inArray",
  "notInArray",
  "is",
  "includes",
  "indexOf",
  "has",
  "startsWith",
  "localeCompare",
]);
const conditions = new Set(["eq", "ne", "inArray", "notInArray"]);
const comparisons = new Set(["===", "!==", "==", "!="]);

interface Node {
  type: string;
  start: number;
  end: number;
  name?: string;
  object?: Node;
  property?: Node;
  expression?: Node;
}

function nameOf(node: Node | undefined): string {
  return node?.name ?? node?.property?.name ?? "";
}

function isUserId(node: Node): boolean {
  if (node.type === "ChainExpression" || node.type === "TSNonNullExpression" || node.type === "TSAsExpression")
    return node.expression !== undefined && isUserId(node.expression);
  if (node.type === "Identifier") return idNames.has(nameOf(node));
  if (node.type !== "MemberExpression") return false;
  const property = nameOf(node.property);
  return idNames.has(property) || (property === "id" && personNames.test(nameOf(node.object)));
}

/** Whether somebody is there is no comparison. */
const isNothing = (node: Node) => node.type === "Literal" || (node.type === "Identifier" && node.name === "undefined");

/** The comparisons as they are written. In the store, conditions of queries are left out. */
export function comparedUserIds(path: string, source: string): string[] {
  const { program, errors } = parseSync(path, source);
  if (errors.length > 0) throw new Error(`${path}: ${errors[0]?.message}`);
  const found: string[] = [];
  const note = ({ start, end }: Node) => found.push(`${path}: ${source.slice(start, end).replace(/\s+/g, " ")}`);
  new Visitor({
    BinaryExpression(node) {
      const [left, right] = [node.left as Node, node.right as Node];
      if (comparisons.has(node.operator) && !isNothing(left) && !isNothing(right) && (isUserId(left) || isUserId(right)))
        note(node);
    },
    CallExpression(node) {
      const name = nameOf(node.callee as Node);
      if (!comparing.has(name) || (path.startsWith("src/store/") && conditions.has(name))) return;
      if (node.arguments.some((argument) => isUserId(argument as Node))) note(node);
    },
    SwitchStatement(node) {
      if (isUserId(node.discriminant as Node)) note(node.discriminant as Node);
    },
  }).visit(program);
  return found;
}
