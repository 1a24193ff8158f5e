// What the operators of a configuration come to: those that texts, numbers and conditions need.
import type * as ast from "acorn";
import { isObject, Unreadable } from "./values.ts";

export function unary({ operator, start }: ast.UnaryExpression, value: () => unknown): unknown {
  if (operator === "!") return !value();
  if (operator === "-") return -Number(value());
  if (operator === "+") return Number(value());
  if (operator === "typeof") return typeof value();
  throw new Unreadable(start, `"${operator}" is not read`);
}

export function binary({ operator, start }: ast.BinaryExpression, left: unknown, right: unknown): unknown {
  if (operator === "===" || operator === "==") return left === right;
  if (operator === "!==" || operator === "!=") return left !== right;
  if (isObject(left) || isObject(right)) throw new Unreadable(start, "an object is computed with");
  if (operator === "+")
    return typeof left === "string" || typeof right === "string" ? `${left}${right}` : Number(left) + Number(right);
  const [one, other] = [Number(left), Number(right)];
  if (operator === "-") return one - other;
  if (operator === "*") return one * other;
  if (operator === "/") return one / other;
  if (operator === "%") return one % other;
  if (operator === "<") return one < other;
  if (operator === ">") return one > other;
  if (operator === "<=") return one <= other;
  if (operator === ">=") return one >= other;
  throw new Unreadable(start, `"${operator}" is not read`);
}
