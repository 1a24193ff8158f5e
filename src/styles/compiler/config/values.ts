// What the reader of configurations computes with, and what it lets a configuration do to values. Nothing of the platform is among them.

/** A place of a configuration that is not read, and why. */
export class Unreadable extends Error {
  readonly offset: number;
  constructor(offset: number, message: string) {
    super(message);
    this.offset = offset;
  }
}

export type Callable = (...values: unknown[]) => unknown;

export const isCallable = (value: unknown): value is Callable => typeof value === "function";

export const isObject = (value: unknown): value is Record<string, unknown> =>
  (typeof value === "object" && value !== null) || typeof value === "function";

/** An own property: nothing that is inherited, such as a constructor, can be reached. */
export const ownProperty = (value: Record<string, unknown>, key: string): unknown =>
  Object.hasOwn(value, key) ? value[key] : undefined;

export function setProperty(target: Record<string, unknown>, key: string, value: unknown): void {
  Object.defineProperty(target, key, { value, writable: true, enumerable: true, configurable: true });
}

const arrayMethods: ReadonlySet<string> = new Set([
  ...["map", "filter", "flatMap", "forEach", "reduce", "some", "every", "find"],
  ...["join", "concat", "slice", "includes", "indexOf", "flat", "reverse"],
]);
const textMethods: ReadonlySet<string> = new Set([
  ...[
    "replace",
    "split",
    "slice",
    "toUpperCase",
    "toLowerCase",
    "trim",
    "startsWith",
    "endsWith",
    "includes",
    "toString",
    "concat",
  ],
]);
const numberMethods: ReadonlySet<string> = new Set(["toFixed", "toString"]);

/** The method of a text, number or list, if a configuration may call it. */
export function methodOf(value: unknown, name: string): Callable | null {
  const allowed = Array.isArray(value)
    ? arrayMethods.has(name)
    : (typeof value === "string" && textMethods.has(name)) || (typeof value === "number" && numberMethods.has(name));
  if (!allowed) return null;
  const method: unknown = Reflect.get(Object(value), name);
  return isCallable(method) ? (...values) => Reflect.apply(method, value, values) : null;
}

const onlyObjects = (value: unknown): object => (typeof value === "object" && value !== null ? value : {});

/** Names that are there without being declared. */
export const globals: Readonly<Record<string, unknown>> = {
  undefined: undefined,
  NaN: Number.NaN,
  Infinity: Number.POSITIVE_INFINITY,
  Object: {
    keys: (value: unknown) => Object.keys(onlyObjects(value)),
    values: (value: unknown) => Object.values(onlyObjects(value)),
    entries: (value: unknown) => Object.entries(onlyObjects(value)),
    freeze: (value: unknown) => value,
    assign: (...values: unknown[]) => merged(values.map(onlyObjects)),
    fromEntries: (entries: unknown) => {
      const result = {};
      if (Array.isArray(entries))
        for (const entry of entries) if (Array.isArray(entry)) setProperty(result, String(entry[0]), entry[1]);
      return result;
    },
  },
  Array: { isArray: (value: unknown) => Array.isArray(value) },
  Math: { round: Math.round, floor: Math.floor, ceil: Math.ceil, min: Math.min, max: Math.max, abs: Math.abs, pow: Math.pow },
  String: (value: unknown) => (typeof value === "object" ? "" : String(value)),
  Number: (value: unknown) => (typeof value === "object" ? Number.NaN : Number(value)),
  parseInt: (value: unknown) => Number.parseInt(String(value), 10),
  parseFloat: (value: unknown) => Number.parseFloat(String(value)),
  process: { env: { NODE_ENV: "production" } },
};

function merged(values: readonly object[]): object {
  const result = {};
  for (const value of values) for (const [key, entry] of Object.entries(value)) setProperty(result, key, entry);
  return result;
}
