// Names of a configuration with what they mean, where they are declared; a value that could not be read matters only if it is used.
import { globals, Unreadable } from "./values.ts";

/** A name whose value could not be read: it matters only if it is used. */
export class Unread {
  readonly fault: Unreadable;
  constructor(fault: Unreadable) {
    this.fault = fault;
  }
}

/** What an import brings: read if it is used. */
class Later {
  readonly read: () => unknown;
  constructor(read: () => unknown) {
    this.read = read;
  }
}

export class Scope {
  readonly #values = new Map<string, unknown>();
  readonly above: Scope | null;
  constructor(above: Scope | null = null) {
    this.above = above;
  }

  declare(name: string, value: unknown): void {
    this.#values.set(name, value);
  }

  declareLater(name: string, read: () => unknown): void {
    this.#values.set(name, new Later(read));
  }

  get(name: string, offset: number): unknown {
    for (let scope: Scope | null = this; scope !== null; scope = scope.above) {
      if (!scope.#values.has(name)) continue;
      const value = scope.#values.get(name);
      if (value instanceof Unread) throw value.fault;
      return value instanceof Later ? value.read() : value;
    }
    if (Object.hasOwn(globals, name)) return globals[name];
    throw new Unreadable(offset, `"${name}" is not known here, so write its value`);
  }
}
