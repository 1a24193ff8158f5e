// What is known of the names in a script: who declares them, where they are used, and whether that is sure to run.

export type BindingKind = "const" | "let" | "class" | "var" | "function" | "parameter" | "import" | "catch" | "self";

/** A function, or the script as a whole. */
export interface FunctionInfo {
  parent: FunctionInfo | null;
  /** A component or hook: React calls it when the app is drawn. */
  isDrawn: boolean;
  /** Its name, or that of the variable it is given to. */
  name: string;
  hasJsx: boolean;
  /** Something in it may have left it: what follows may not run. */
  mayHaveLeft: boolean;
  /** Uses in it of names that nothing here declares, or that may not be ready yet. */
  uses: Use[];
  /** Calls of functions of this script, in order. */
  calls: Call[];
}

export interface Binding {
  name: string;
  kind: BindingKind;
  /** Where its name stands. */
  start: number;
  /** It cannot be used before `start`, nor between `from` and `ready`; always if `ready` is 0. */
  from: number;
  ready: number;
  owner: FunctionInfo;
  /** The function it holds, as far as that is certain. */
  value: FunctionInfo | null;
}

export interface Call {
  target: FunctionInfo | Binding;
  start: number;
  /** Called later: everything of the script has run by then. */
  isLater: boolean;
  isSure: boolean;
  isAfterLeave: boolean;
}

export interface Use {
  name: string;
  start: number;
  how: "read" | "write" | "call" | "component";
  /** Whenever its function runs, it is reached: it stands in no branch, loop or try. */
  isSure: boolean;
  /** The function may have returned before. */
  isAfterLeave: boolean;
  /** Null: nothing in this script declares it. */
  binding: Binding | null;
}

/** Something that fails whenever it runs, and can be told by the script alone. */
export interface Misuse {
  kind: "constant" | "import" | "called";
  name: string;
  start: number;
}

export interface Scopes {
  script: FunctionInfo;
  /** Components and hooks. */
  drawn: FunctionInfo[];
  /** All functions, the script first. */
  functions: FunctionInfo[];
  /** Names that the script's outermost scope declares. */
  declared: ReadonlyMap<string, Binding>;
  /** Properties that it gives to the global object, and names it makes global by assigning to them. */
  globals: ReadonlySet<string>;
  /** Names it asks for before it uses them, by `typeof` or as a property of the global object. */
  asked: ReadonlySet<string>;
  misuses: Misuse[];
}

export function newFunction(parent: FunctionInfo | null, name: string): FunctionInfo {
  return { parent, isDrawn: false, name, hasJsx: false, mayHaveLeft: false, uses: [], calls: [] };
}
