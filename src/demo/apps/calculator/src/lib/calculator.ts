// The machine behind the keys: what is shown, what waits, and what a key does to them. No drawing.

export type Operator = "+" | "−" | "×" | "÷";

export interface Calculator {
  /** As typed or as the result: digits, perhaps a sign and a point. */
  shown: string;
  /** Left side of the sum that waits for its right side. */
  left: number | null;
  operator: Operator | null;
  /** The next digit begins a new number. */
  fresh: boolean;
  /** Said instead of a result. */
  problem: string;
  /** The last finished sum, such as "6 × 7". */
  sum: string;
}

export const start: Calculator = { shown: "0", left: null, operator: null, fresh: true, problem: "", sum: "" };

const maxDigits = 12;

/** Decimal digits that are kept: enough for money and measures, and 0.1 + 0.2 is 0.3. */
const precision = 15;

export const format = (value: number) => String(Number(value.toPrecision(precision)));

function calculate(left: number, operator: Operator, right: number): number {
  switch (operator) {
    case "+":
      return left + right;
    case "−":
      return left - right;
    case "×":
      return left * right;
    case "÷":
      return left / right;
  }
}

function finish(state: Calculator): Calculator {
  if (state.left === null || state.operator === null) return state;
  const right = Number(state.shown);
  if (state.operator === "÷" && right === 0) return { ...start, problem: "A number cannot be divided by zero." };
  const result = format(calculate(state.left, state.operator, right));
  return { ...start, shown: result, sum: `${format(state.left)} ${state.operator} ${format(right)}` };
}

/** What a key does. Unknown keys do nothing. */
export function press(state: Calculator, key: string): Calculator {
  if (/^\d$/.test(key)) return typeDigit(state, key);
  switch (key) {
    case ".":
      if (state.fresh) return { ...state, shown: "0.", fresh: false, problem: "", sum: "" };
      return state.shown.includes(".") ? state : { ...state, shown: `${state.shown}.` };
    case "+":
    case "−":
    case "×":
    case "÷": {
      const before = state.fresh ? state : finish(state);
      if (before.problem) return before;
      return { ...before, left: Number(before.shown), operator: key, fresh: true };
    }
    case "=":
      return finish(state);
    case "±":
      return { ...state, shown: format(-Number(state.shown)), problem: "" };
    case "⌫":
      return { ...state, shown: state.fresh || /^-?.$/.test(state.shown) ? "0" : state.shown.slice(0, -1), problem: "" };
    case "C":
      return start;
    default:
      return state;
  }
}

function typeDigit(state: Calculator, digit: string): Calculator {
  if (state.fresh || state.shown === "0") return { ...state, shown: digit, fresh: false, problem: "", sum: "" };
  return state.shown.length < maxDigits ? { ...state, shown: state.shown + digit } : state;
}

/** Keys of a keyboard that mean a key of the calculator. */
export const keyboard: Record<string, string> = {
  "-": "−",
  "*": "×",
  x: "×",
  "/": "÷",
  ",": ".",
  Enter: "=",
  Backspace: "⌫",
  Escape: "C",
};
