// The names that are declared at the place being read. Looking one up takes the same time however deep scopes are nested.
import type { Declared } from "./declarations.ts";
import type { Binding, FunctionInfo } from "./model.ts";

export interface NameTable {
  find(name: string): Binding | null;
  /** Runs `work` with a scope's names declared, and forgets them afterwards. */
  within<T>(names: readonly Declared[], owner: FunctionInfo, work: (bindings: readonly Binding[]) => T): T;
}

export function createNameTable(): NameTable {
  const bindings = new Map<string, Binding[]>();
  return {
    find: (name) => bindings.get(name)?.at(-1) ?? null,
    within(names, owner, work) {
      const added: Binding[] = [];
      for (const declared of names) {
        const binding = { ...declared, owner, value: null };
        added.push(binding);
        const known = bindings.get(declared.name);
        if (known) known.push(binding);
        else bindings.set(declared.name, [binding]);
      }
      try {
        return work(added);
      } finally {
        for (const { name } of added) bindings.get(name)?.pop();
      }
    },
  };
}
